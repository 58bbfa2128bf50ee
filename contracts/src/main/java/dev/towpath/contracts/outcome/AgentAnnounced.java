package dev.towpath.contracts.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.towpath.contracts.DatabaseId;
import java.util.List;
import java.util.Optional;

/**
 * An agent lives; every 5 s. An observation, not history.
 *
 * @param fence epoch that names this owner
 * @param halted whether the brake {@code towpath.control} is on
 * @param sessions the distinct application names of others' sessions on the database, in alphabetical order; the first
 *     {@link #MOST_SESSIONS} of them, so that a name that is missing from so many says nothing
 * @param ledger what the ledger proves; said once, when the agent has become the owner
 * @param reportsLedger whether it answers {@link dev.towpath.contracts.agent.ReportLedger}; older ones don't know it
 */
public record AgentAnnounced(
        DatabaseId database,
        String instance,
        String version,
        long fence,
        String serverVersion,
        String systemIdentifier,
        boolean halted,

        @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> sessions,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<LedgerReading> ledger,

        @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean reportsLedger)
        implements Outcome {
    public static final int MOST_SESSIONS = 500;

    public AgentAnnounced {
        sessions = List.copyOf(sessions);
    }

    /** Of an agent that doesn't answer ReportLedger. */
    public AgentAnnounced(
            DatabaseId database,
            String instance,
            String version,
            long fence,
            String serverVersion,
            String systemIdentifier,
            boolean halted,
            List<String> sessions) {
        this(
                database,
                instance,
                version,
                fence,
                serverVersion,
                systemIdentifier,
                halted,
                sessions,
                Optional.empty(),
                false);
    }

    /** Whether a name that is not among the sessions had none. */
    public boolean namesAllSessions() {
        return sessions.size() < MOST_SESSIONS;
    }
}
