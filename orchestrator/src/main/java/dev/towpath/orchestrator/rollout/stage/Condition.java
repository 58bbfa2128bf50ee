package dev.towpath.orchestrator.rollout.stage;

import java.time.Instant;

/**
 * One condition of a gate, judged at one moment.
 *
 * @param name {@code approvals}, {@code rejections}, {@code freeze}, {@code soak}, {@code keep_for} or
 *     {@code window}
 * @param since when it came to be met, or to be needed
 * @param detail one sentence: the evidence if it is met, else what is missing
 * @param needs one sentence: what would meet it; empty if it is met
 */
public record Condition(String name, boolean met, Instant since, String detail, String needs) {}
