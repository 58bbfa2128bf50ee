package dev.towpath.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Whether waiting for a rollout makes sense any longer. */
enum WaitVerdict {
    /** It goes on by itself: a step runs, a clock runs, a lock is waited for, an agent may come back. */
    GOES_ON,
    /** It is in the state that was asked for, or beyond it: completed. */
    REACHED,
    /** It failed, is in doubt, or is over another way. */
    STOPPED,
    /** It is paused, halted, not started, or an approval is missing. */
    NEEDS_A_PERSON;

    private static final String COMPLETED = "completed";
    private static final Set<String> STOPPED_STATES = Set.of("failed", "in_doubt", "rolled_back", "aborted");
    private static final Set<String> A_PERSONS_CONDITIONS =
            Set.of("approvals", "brake", "rejections", "resume", "start");

    static WaitVerdict of(JsonNode rollout, String wanted) {
        String state = rollout.path("state").asText();
        if (state.equals(wanted) || state.equals(COMPLETED)) {
            return REACHED;
        }
        if (STOPPED_STATES.contains(state)) {
            return STOPPED;
        }
        for (JsonNode condition : rollout.path("waiting_for")) {
            if (A_PERSONS_CONDITIONS.contains(condition.path("condition").asText())) {
                return NEEDS_A_PERSON;
            }
        }
        return state.equals("paused") ? NEEDS_A_PERSON : GOES_ON;
    }
}
