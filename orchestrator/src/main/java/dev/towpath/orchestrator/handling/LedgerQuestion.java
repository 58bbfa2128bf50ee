package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.Envelope;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When an agent was asked for its ledger: in the identity of the question, which that of the answer ends with. */
final class LedgerQuestion {
    private static final String ASKED = "ledger-asked/";
    private static final Pattern ANSWER = Pattern.compile(".*" + ASKED + "(\\d{1,18})/[^/]*");

    private LedgerQuestion() {}

    /** An identity of its own for each question. */
    static String at(Instant now) {
        return ASKED + now.toEpochMilli() + "/" + UUID.randomUUID();
    }

    /**
     * Whether {@code answer} is to a question of before {@code started}, by the clocks of orchestrators; by the agent's, if
     * it was not asked. One that does not say when is as old as the version that asked it.
     */
    static boolean isStale(Envelope<?> answer, Instant started) {
        String id = answer.id().id();
        if (!id.contains(ASKED)) {
            return answer.time().isBefore(started);
        }
        Matcher asked = ANSWER.matcher(id);
        return !asked.matches() || Long.parseLong(asked.group(1)) < started.toEpochMilli();
    }
}
