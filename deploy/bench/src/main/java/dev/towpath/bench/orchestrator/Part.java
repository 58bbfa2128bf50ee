package dev.towpath.bench.orchestrator;

/** What can be measured on its own. */
enum Part {
    /** The commit of a decision beside a plain statement of the same rows. */
    APPEND,
    /** From an outcome to the next command beside a Kafka echo with one commit. */
    STEP,
    /** Many rollouts to their end, ten times as many, and a start with their history. */
    LOAD,
    /** The same load on a db-scheduler. */
    ENGINE,
    /** Instances of services that say that they live. */
    PRESENCE,
    /** What each database costs, and what a rebalance does. */
    REST
}
