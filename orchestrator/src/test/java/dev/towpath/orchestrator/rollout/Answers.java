package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.orchestrator.rollout.Decision.Accepted;
import dev.towpath.orchestrator.rollout.Decision.AlreadyDone;
import dev.towpath.orchestrator.rollout.Decision.Rejected;
import java.util.List;
import java.util.stream.Collectors;

/** The "then" of given, when, then. */
final class Answers {
    private Answers() {}

    static void thenAccepted(Decision<RolloutEvent> decision, RolloutEvent... events) {
        assertThat(decision).isEqualTo(new Accepted<>(List.of(events)));
    }

    static void thenAlreadyDone(Decision<RolloutEvent> decision) {
        assertThat(decision).isInstanceOf(AlreadyDone.class);
    }

    static void thenRejected(Decision<RolloutEvent> decision, String rule) {
        assertThat(words(decision)).isEqualTo("rejected " + rule);
    }

    /** The decision in one line. */
    static String words(Decision<RolloutEvent> decision) {
        return switch (decision) {
            case Accepted<RolloutEvent>(var events) ->
                events.stream().map(event -> event.getClass().getSimpleName()).collect(Collectors.joining(", "));
            case AlreadyDone<RolloutEvent> done -> "already done";
            case Rejected<RolloutEvent>(var rejection) -> "rejected " + rejection.rule();
        };
    }
}
