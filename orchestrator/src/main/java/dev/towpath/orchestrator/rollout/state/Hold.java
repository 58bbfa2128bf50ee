package dev.towpath.orchestrator.rollout.state;

import java.time.Instant;

/**
 * Somebody keeps everything new from starting.
 *
 * @param why the reason that they gave; may be empty
 */
public record Hold(String by, String why, Instant since) {
    /** Who and why, for people. */
    public String sentence() {
        return "paused by " + by + (why.isBlank() ? "" : " (" + why.strip() + ")");
    }
}
