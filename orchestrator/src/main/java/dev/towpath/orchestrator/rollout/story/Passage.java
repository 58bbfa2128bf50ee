package dev.towpath.orchestrator.rollout.story;

import java.time.Instant;
import java.util.List;

/**
 * One event as people are told it.
 *
 * @param version of the event in its stream; the state right after it is what the rollout is like at that version
 * @param chapter {@code planning}, the stage by its wire name, {@code rollback} or {@code end}
 * @param actor who caused it, as the log says
 * @param sentence who did what and why, or what followed, with how long it took
 * @param evidence what it rests on or what it waits for, one sentence each; empty if the sentence says it all
 */
public record Passage(
        long version, Instant time, String chapter, String actor, String sentence, List<String> evidence) {
    public Passage {
        evidence = List.copyOf(evidence);
    }
}
