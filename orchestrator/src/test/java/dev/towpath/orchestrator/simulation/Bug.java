package dev.towpath.orchestrator.simulation;

import dev.towpath.orchestrator.simulation.Mishap.Harm;

/** A mistake that somebody could make, planted to see that the simulation finds it. */
enum Bug {
    NONE(Boundary.DECIDED, Harm.CRASH),
    /** The consumer saves its position before the record is handled. */
    POSITION_SAVED_FIRST(Boundary.DECIDED, Harm.CRASH),
    /** A decision commits without the receipt of its message. */
    NO_RECEIPT(Boundary.APPEND_COMMITTED, Harm.CUT),
    /** The store takes a second event under the same version. */
    VERSIONS_NOT_UNIQUE(Boundary.APPEND_IN_FLIGHT, Harm.FREEZE),
    /** Readers read whatever is committed, and not only below the oldest transaction that still writes. */
    READ_AT_HEAD(Boundary.RELAY_READ, Harm.FREEZE),
    /** The relay saves its cursor before Kafka has the messages. */
    CURSOR_SAVED_FIRST(Boundary.RELAY_HALF_SENT, Harm.CRASH),
    /** An alarm is removed when it is found due, and not in the commit of what it causes. */
    ALARM_REMOVED_FIRST(Boundary.DECIDED, Harm.CRASH),
    /** The agent saves its position before the command is in the inbox. */
    COMMAND_POSITION_FIRST(Boundary.LEDGER_COMMITTED, Harm.CRASH),
    /** What the ledger took in, and didn't answer, counts as seen before when it is taken in again. */
    LOST_ANSWER_TAKEN_FOR_SEEN(Boundary.LEDGER_COMMITTED, Harm.CUT),
    /** The target takes the writes of any owner. */
    FENCE_IGNORED(Boundary.STEP_READY, Harm.FREEZE),
    /** The receipt of a step is written after its effect, in a transaction of its own. */
    RECEIPT_APART(Boundary.EFFECT_COMMITTED, Harm.CRASH),
    /** The checkpoint of a batch is written after the batch. */
    CHECKPOINT_APART(Boundary.BATCH_COMMITTED, Harm.CRASH),
    /** An outcome is removed from the ledger before Kafka has it. */
    OUTCOME_REMOVED_FIRST(Boundary.LEDGER_COMMITTED, Harm.CRASH),
    /** The consumers read on from where they were when the store was put back. */
    POSITIONS_NOT_PUT_BACK(Boundary.OUTCOME_SENT, Harm.PUT_BACK),
    /** The relay sends on from where it was when the store was put back. */
    CURSOR_NOT_PUT_BACK(Boundary.OUTCOME_SENT, Harm.PUT_BACK),
    /** The orchestrator does not learn what a ledger reports. */
    NOTHING_LEARNED(Boundary.OUTCOME_SENT, Harm.PUT_BACK),
    /** The agent drops every number that it has, as if there were one history only. */
    ONE_HISTORY_ONLY(Boundary.OUTCOME_SENT, Harm.PUT_BACK),
    /** The agent does not look for the receipt of a step that another history asks for. */
    REDONE_IN_ANOTHER_HISTORY(Boundary.OUTCOME_SENT, Harm.PUT_BACK);

    private final Boundary boundary;
    private final Harm harm;

    Bug(Boundary boundary, Harm harm) {
        this.boundary = boundary;
        this.harm = harm;
    }

    /** What brings it out, if it comes at the right moment. */
    Mishap mishap(int nth) {
        return new Mishap(boundary, harm, nth);
    }
}
