package dev.towpath.orchestrator.simulation;

/** Places between two things that belong together, where a process may be struck. */
enum Boundary {
    /** A record of Kafka is in hand and not handled. */
    RECORD_IN_HAND,
    /** A decision is made and not sent to the store. */
    DECIDED,
    /** The store has the statement and has not committed it: whether it will is open to who dies now. */
    APPEND_IN_FLIGHT,
    /** The decision is committed, and who made it has no answer. */
    APPEND_COMMITTED,
    /** The relay has read messages and sent none. */
    RELAY_READ,
    /** The relay has sent some of what it read. */
    RELAY_HALF_SENT,
    /** Kafka has everything; the cursor says that it hasn't. */
    RELAY_SENT,
    /** The cursor is saved. */
    RELAY_ADVANCED,

    /** The epoch is raised; nothing was taken up. */
    FENCE_TAKEN,
    /** A command is in hand and not in the ledger. */
    COMMAND_IN_HAND,
    /** A command is in the ledger, and nobody works on it. */
    COMMAND_RECEIVED,
    /** The ledger has committed something, and the agent has no answer. */
    LEDGER_COMMITTED,
    /** Receipt, catalog and clock allow the step; nothing is sent. */
    STEP_READY,
    /** The target has the transaction of an effect and has not committed it. */
    EFFECT_IN_FLIGHT,
    /** Effect and receipt are committed, and the agent has no answer. */
    EFFECT_COMMITTED,
    /** A batch and its checkpoint are committed, and the agent has no answer. */
    BATCH_COMMITTED,
    /** The step has ended; its outcome is not in the ledger. */
    STEP_ENDED,
    /** The outcome is in the ledger and not sent. */
    OUTCOME_WAITING,
    /** Kafka has the outcome; the ledger says that it hasn't. */
    OUTCOME_SENT
}
