package dev.towpath.orchestrator.rollout.stage;

import dev.towpath.contracts.GatePoint;
import java.time.Instant;

/** Somebody's decision to pass a gate without what people and time had not met. */
public record Skip(GatePoint gate, String by, String reason, Instant at) {
    String sentence() {
        return "Skipped by " + by + ", \"" + reason + "\":";
    }
}
