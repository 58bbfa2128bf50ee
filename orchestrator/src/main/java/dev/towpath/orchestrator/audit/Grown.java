package dev.towpath.orchestrator.audit;

import dev.towpath.contracts.anchor.Anchor;
import dev.towpath.contracts.audit.LogPlace;
import java.time.Instant;

/** An event that no anchor covers yet. */
record Grown(LogPlace place, Instant time, Anchor.Head head) {}
