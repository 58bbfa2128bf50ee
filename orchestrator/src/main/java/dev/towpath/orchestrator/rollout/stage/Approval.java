package dev.towpath.orchestrator.rollout.stage;

import dev.towpath.contracts.GatePoint;
import java.time.Instant;

/** Somebody's consent to pass one gate of one plan; void for any other plan. */
public record Approval(GatePoint gate, String actor, String planHash, Instant at) {}
