package dev.towpath.orchestrator.rollout.stage;

import java.time.Instant;

/** Somebody's rejection of a gate: it stays closed until they withdraw it. */
public record Objection(String actor, String reason, Instant at) {}
