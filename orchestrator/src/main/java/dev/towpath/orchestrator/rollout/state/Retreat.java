package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.orchestrator.rollout.stage.StageRules;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.Position.Due;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From behind {@code gate} back before it. What its stage built stays, counts as done, and is taken back by a rollback like
 * everything else; what it compared is compared again. What people said there or behind it is void, a skip too. Who waits
 * for room behind the gate does not wait any more.
 */
public record Retreat(Underway from, GatePoint gate) {
    /** Whether the stage behind the gate is complete, nothing after it was ever sent, and nobody waits before the drop. */
    public boolean isPossible() {
        Course course = from.course();
        return StageRules.of(gate.stage()).reopens(gate)
                && course.completed().contains(gate.stage())
                && !isAtOrBehindDrop()
                && isAtRest()
                && stepsBehind().noneMatch(step -> course.steps().wasRequested(step.id()));
    }

    /** Before the drop others were let follow, who would now come before what they follow. */
    private boolean isAtOrBehindDrop() {
        return from.course().gates().evidence().keySet().stream().anyMatch(Retreat::leavesOnlyTheDrop)
                || from.at() instanceof AtGate(var next) && leavesOnlyTheDrop(next.point());
    }

    private static boolean leavesOnlyTheDrop(GatePoint point) {
        return StageRules.of(point.stage()).leavesOnlyTheDrop(point);
    }

    private boolean isAtRest() {
        return switch (from.at()) {
            case Position.Due due -> true;
            case Position.AtGate gateBehind -> true;
            case Position.Queued queued -> true;
            case Position.Allowed allowed -> false;
            case Position.Cleared cleared -> false;
            case Position.AtStep step -> false;
            case Position.Withdrawing step -> false;
            case Position.Stopped stopped -> false;
        };
    }

    private Stream<Step> stepsBehind() {
        return from.course().plan().stages().stream()
                .filter(planned -> planned.stage().compareTo(gate.stage()) > 0)
                .flatMap(planned -> planned.steps().stream());
    }

    /** The clocks of the gate start anew at {@code time}. */
    Underway taken(Instant time) {
        Course course = from.course();
        Course back = new Course(
                course.plan(),
                course.gates().reopened(gate),
                before(course.entered()),
                before(course.completed()),
                course.steps().comparingAgain(ofStage(course)),
                time);
        return from.under(from.opened().missingNothing()).on(back, new Due());
    }

    private Set<Stage> before(Set<Stage> stages) {
        return stages.stream()
                .filter(stage -> stage.compareTo(gate.stage()) < 0)
                .collect(Collectors.toSet());
    }

    private List<Step> ofStage(Course course) {
        return course.plan().stages().stream()
                .filter(planned -> planned.stage() == gate.stage())
                .flatMap(planned -> planned.steps().stream())
                .toList();
    }
}
