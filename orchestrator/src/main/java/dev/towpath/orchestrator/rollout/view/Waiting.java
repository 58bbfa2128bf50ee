package dev.towpath.orchestrator.rollout.view;

import dev.towpath.contracts.plan.Step;
import dev.towpath.orchestrator.rollout.stage.Gate;
import dev.towpath.orchestrator.rollout.stage.StageRules;
import dev.towpath.orchestrator.rollout.state.Lost;
import dev.towpath.orchestrator.rollout.state.Missing;
import dev.towpath.orchestrator.rollout.state.Opened;
import dev.towpath.orchestrator.rollout.state.PlanAsk;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborting;
import dev.towpath.orchestrator.rollout.state.RolloutState.Completed;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.RolloutState.RolledBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import dev.towpath.orchestrator.rollout.state.RolloutState.Unplannable;
import dev.towpath.orchestrator.rollout.view.RolloutView.WaitingFor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that must happen before a rollout goes on, each with the time since when it is missing. */
final class Waiting {
    private Waiting() {}

    static List<WaitingFor> of(Submitted state, Instant now) {
        List<WaitingFor> all = new ArrayList<>();
        Opened opened = state.opened();
        opened.pause()
                .own()
                .ifPresent(hold -> all.add(new WaitingFor(
                        "resume",
                        hold.since(),
                        "Paused by " + hold.by() + "; nothing new starts until it is resumed.")));
        opened.pause()
                .ofDatabase()
                .ifPresent(hold -> all.add(new WaitingFor(
                        "database",
                        hold.since(),
                        "Database " + opened.database() + " is " + hold.sentence()
                                + "; nothing new starts there until it is resumed.")));
        if (state instanceof InMotion moving) {
            opened.lost().ifPresent(lost -> all.add(doubt(moving, lost)));
        }
        if (state instanceof Underway underway && underway.opened().withheld()) {
            all.add(new WaitingFor(
                    "start",
                    underway.course().lastEnd(),
                    "Submitted to be planned only; nothing is executed before somebody starts it."));
        }
        state.opened()
                .silentSince()
                .ifPresent(lastHeard -> all.add(new WaitingFor(
                        "agent",
                        lastHeard,
                        "The agent of database " + state.opened().database() + " was last heard of at " + lastHeard
                                + ".")));
        all.addAll(apartFromPause(state, now));
        return all;
    }

    /** Both readings, and the statements that they are about. */
    private static WaitingFor doubt(InMotion moving, Lost lost) {
        String statements =
                moving.course().plannedOf(lost.steps()).map(Step::sql).collect(Collectors.joining("; "));
        return new WaitingFor(
                "doubt",
                lost.since(),
                lost.sentence() + " Nothing is begun before somebody decides. The statements: " + statements);
    }

    private static List<WaitingFor> apartFromPause(Submitted state, Instant now) {
        return switch (state) {
            case Planning planning -> planning(planning);
            case Underway underway -> moving(underway, now);
            case RollingBack back -> {
                List<WaitingFor> all = new ArrayList<>(List.of(new WaitingFor(
                        "rollback", back.back().since(), back.back().sentence())));
                all.addAll(moving(back, now));
                yield all;
            }
            case Aborting aborting -> moving(aborting, now);
            case Aborted end -> List.of();
            case Unplannable end -> List.of();
            case RolledBack end -> List.of();
            case Completed end -> List.of();
        };
    }

    private static List<WaitingFor> planning(Planning planning) {
        String text = "The agent of " + planning.opened().database() + " makes the plan.";
        return switch (planning.ask()) {
            case PlanAsk.Due due ->
                List.of(new WaitingFor("plan", planning.opened().submittedAt(), text));
            case PlanAsk.Sent sent -> List.of(new WaitingFor("plan", sent.since(), text));
            case PlanAsk.HeldBack held ->
                held.by().stream()
                        .map(obstacle -> new WaitingFor(obstacle.condition(), held.since(), obstacle.detail()))
                        .toList();
        };
    }

    private static List<WaitingFor> moving(InMotion state, Instant now) {
        List<WaitingFor> all = new ArrayList<>(at(state.at(), now));
        Missing missing = state.opened().missing();
        missing.sentences().forEach(sentence -> all.add(new WaitingFor("services", missing.since(), sentence)));
        return all;
    }

    private static List<WaitingFor> at(Position position, Instant now) {
        return switch (position) {
            case Position.AtGate(var gate) -> unmet(gate, now);
            case Position.AtStep at when at.blocker().holds() -> List.of(lock(at));
            case Position.Withdrawing at ->
                List.of(new WaitingFor(
                        "withdrawal",
                        at.since(),
                        "Step " + at.step().id() + " is withdrawn; the agent says how it ended."));
            case Position.Stopped at ->
                List.of(new WaitingFor(
                        "retry",
                        at.since(),
                        "Step " + at.step().id()
                                + (at.inDoubt()
                                        ? inDoubt(at)
                                        : " failed: " + at.failure().rule() + ".")));
            case Position.Queued(var step, var attempt, var since, var detail) ->
                List.of(new WaitingFor("budget", since, "Step " + step.id() + " waits for room. " + detail));
            case Position.AtStep at -> List.of();
            case Position.Due due -> List.of();
            case Position.Allowed allowed -> List.of();
            case Position.Cleared cleared -> List.of();
        };
    }

    /** Both readings, as the agent gave them, and the statement that they are about. */
    private static String inDoubt(Position.Stopped at) {
        return " may or may not have taken effect: " + at.failure().rule() + ". "
                + at.failure().detail() + " The statement: " + at.step().sql();
    }

    private static WaitingFor lock(Position.AtStep at) {
        return new WaitingFor(
                "lock",
                at.blocker().since(),
                "Step " + at.step().id() + " waits for a lock that is held by "
                        + at.blocker().name() + ", met first in attempt "
                        + at.blocker().attempts() + "; it is tried again until the lock is had.");
    }

    private static List<WaitingFor> unmet(Gate gate, Instant now) {
        return StageRules.of(gate.point().stage()).mayEnter(gate, now).stream()
                .filter(condition -> !condition.met())
                .map(condition -> new WaitingFor(
                        condition.name(),
                        condition.since(),
                        "Gate " + gate.point().wireName() + ": " + condition.detail()))
                .toList();
    }
}
