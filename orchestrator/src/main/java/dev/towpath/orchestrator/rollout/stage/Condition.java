package dev.towpath.orchestrator.rollout.stage;

import java.time.Instant;

/**
 * One condition of a gate, judged at one moment.
 *
 * @param name {@code approvals}, {@code soak} or {@code keep_for}
 * @param since when the rollout came to need it
 * @param detail one sentence: the evidence if it is met, else what is missing
 */
public record Condition(String name, boolean met, Instant since, String detail) {}
