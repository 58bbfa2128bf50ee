package dev.towpath.orchestrator.overview;

import dev.towpath.contracts.outcome.Failure;
import dev.towpath.orchestrator.rollout.view.RolloutView.WaitingFor;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A rollout in one line: what is happening, what it waits for, what one may do. */
final class Summary {
    /** Say no more than the failure itself, which stands before, but for statements that fit into no line. */
    private static final Set<String> AFTER_FAILURE = Set.of("retry", "doubt");

    private Summary() {}

    static String of(RolloutDocument rollout) {
        return Stream.of(happening(rollout), waiting(rollout.waitingFor()), rollout.mayDo())
                .filter(Predicate.not(String::isBlank))
                .collect(Collectors.joining(" "))
                .replace('\n', ' ');
    }

    private static String happening(RolloutDocument rollout) {
        String stage = rollout.stage() == null ? "" : " in stage " + rollout.stage();
        Progress progress = rollout.progress();
        Failure failure = rollout.failure();
        return rollout.state().replace('_', ' ')
                + stage
                + (progress == null ? "" : progress(progress))
                + (failure == null ? "." : ": " + failure.rule() + ": " + closed(failure.detail()));
    }

    private static String progress(Progress progress) {
        String step = progress.step().isEmpty() ? "" : ", step " + progress.step() + " (" + progress.title() + ")";
        String attempt = progress.attempt() > 1 ? ", attempt " + progress.attempt() : "";
        return step + attempt + ", " + progress.stepsDone() + " of " + progress.stepsTotal() + " steps done";
    }

    /** What agents and people say ends without a full stop; another sentence follows. */
    private static String closed(String detail) {
        String text = detail.strip();
        return text.isEmpty() || text.endsWith(".") ? text : text + ".";
    }

    private static String waiting(List<WaitingFor> all) {
        List<WaitingFor> told = all.stream()
                .filter(waiting -> !AFTER_FAILURE.contains(waiting.condition()))
                .toList();
        if (told.isEmpty()) {
            return "";
        }
        WaitingFor first = told.getFirst();
        return "Waits for " + first.condition() + ": " + closed(first.detail())
                + (told.size() == 1 ? "" : " And for " + (told.size() - 1) + " more.");
    }
}
