package dev.towpath.contracts.agent;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.anchor.AnchorMark;
import java.time.Instant;

/**
 * Keep in the ledger what the log was anchored at, so that the target can bear witness. An agent writes each down once,
 * beside whatever it was told of the same number before, and never corrects one.
 *
 * @param time when the anchor was made
 */
public record RecordAnchor(DatabaseId database, Instant time, AnchorMark anchor) implements AgentCommand {}
