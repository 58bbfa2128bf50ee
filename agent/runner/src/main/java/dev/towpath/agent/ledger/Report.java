package dev.towpath.agent.ledger;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.outcome.Outcome;

/**
 * An outcome that is to be told.
 *
 * @param id identity on the wire, the same whenever the same thing is reported
 * @param subject the rollout, or the database
 * @param ordered whether it takes a number in its subject's sequence
 * @param cause the command that it answers
 */
public record Report(String id, String subject, boolean ordered, Envelope<?> cause, Outcome outcome) {}
