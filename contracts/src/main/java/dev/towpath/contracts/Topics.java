package dev.towpath.contracts;

/** Kafka topic names: the only place that spells them. */
public final class Topics {
    public static final String COMMANDS = "towpath.commands";
    public static final String COMMAND_REPLIES = "towpath.command-replies";
    public static final String EVENTS = "towpath.events";
    public static final String PHASES = "towpath.phases";
    public static final String PRESENCE = "towpath.presence";
    public static final String ANCHORS = "towpath.anchors";
    public static final String DEAD_LETTERS = "towpath.dead-letters";

    /** Matches every agent's outcome topic, as a regular expression. */
    public static final String OUTCOMES_PATTERN = "towpath\\.agent\\..*\\.outcomes";

    /** Matches every agent's progress topic, as a regular expression. */
    public static final String PROGRESS_PATTERN = "towpath\\.agent\\..*\\.progress";

    private Topics() {}

    /** What the orchestrator tells the agent of {@code database}; one partition. */
    public static String agentCommands(DatabaseId database) {
        return "towpath.agent." + database + ".commands";
    }

    /** What the agent of {@code database} reports; one partition. */
    public static String agentOutcomes(DatabaseId database) {
        return "towpath.agent." + database + ".outcomes";
    }

    /** How far a backfill of {@code database} is; never needed for correctness. */
    public static String agentProgress(DatabaseId database) {
        return "towpath.agent." + database + ".progress";
    }
}
