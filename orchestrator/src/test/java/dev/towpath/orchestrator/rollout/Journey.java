package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.StepBlocked;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.rollout.Decision.Accepted;
import dev.towpath.orchestrator.rollout.services.ServicesSeen;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One rollout that is decided, recorded, folded and reacted to as in the product, without a store and with a clock by hand. */
final class Journey {
    static final String AUTHOR = "author@example.org";
    static final String DBA = "dba@example.org";
    static final String AGENT = "/agent/shop";
    static final Instant START = Instant.parse("2026-03-06T09:00:00Z");

    /** An event with what stands beside it in the log. */
    record Line(long version, Instant time, String actor, RolloutEvent event) {}

    private final List<Line> log = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<Object> conversation = new ArrayList<>();
    private RolloutState state = RolloutState.NONE;
    private Instant now = START;

    RolloutState state() {
        return state;
    }

    Instant now() {
        return now;
    }

    List<Line> log() {
        return log;
    }

    List<RolloutEvent> events() {
        return log.stream().map(Line::event).toList();
    }

    List<Effect> effects() {
        return effects;
    }

    /** Commands, the events that each caused, and after each event its effects. */
    List<Object> conversation() {
        return conversation;
    }

    Underway underway() {
        return (Underway) state;
    }

    /** Asks, and records and reacts if the answer is yes. */
    Decision<RolloutEvent> ask(String actor, RolloutCommand command) {
        Decision<RolloutEvent> decision =
                RolloutDecider.decide(state, command, new Asked(actor, "", now, ServicesSeen.NONE));
        conversation.add(command);
        if (decision instanceof Accepted<RolloutEvent>(var events)) {
            events.forEach(event -> append(actor, event));
        }
        return decision;
    }

    private void append(String actor, RolloutEvent event) {
        Line line = new Line(state.version() + 1, now, actor, event);
        state = RolloutState.evolve(state, line.version(), line.time(), line.actor(), "", event);
        log.add(line);
        conversation.add(event);
        List<Effect> caused = RolloutReactor.react(state, event);
        effects.addAll(caused);
        conversation.addAll(caused);
    }

    RolloutState folded() {
        RolloutState folded = RolloutState.NONE;
        for (Line line : log) {
            folded = RolloutState.evolve(folded, line.version(), line.time(), line.actor(), "", line.event());
        }
        return folded;
    }

    Journey pass(Duration time) {
        now = now.plus(time);
        return this;
    }

    Journey submitted(RolloutSpec spec) {
        ask(AUTHOR, new RolloutCommand.Submit(RenameFile.ID, spec));
        return this;
    }

    Journey planned(Plan plan) {
        ask(AGENT, new RolloutCommand.RecordPlan(plan));
        return this;
    }

    Journey paused() {
        ask(DBA, new RolloutCommand.Pause());
        return this;
    }

    Journey resumed() {
        ask(DBA, new RolloutCommand.Resume());
        return this;
    }

    Journey retried() {
        ask(DBA, new RolloutCommand.Retry());
        return this;
    }

    Journey approvedBy(String actor, GatePoint gate) {
        ask(actor, new RolloutCommand.Approve(gate));
        return this;
    }

    Journey failed(Failure.Kind kind) {
        Position.AtStep at = (Position.AtStep) underway().at();
        ask(AGENT, failure(at.step().id(), at.attempt(), kind));
        return this;
    }

    Journey succeeded() {
        Position.AtStep at = (Position.AtStep) underway().at();
        ask(AGENT, success(at.step().id(), at.attempt()));
        return this;
    }

    Journey blockedBy(String blocker) {
        Position.AtStep at = (Position.AtStep) underway().at();
        ask(AGENT, blocked(at.step().id(), at.attempt(), blocker));
        return this;
    }

    /** Lets everybody do their part, step by step, until {@code there}; fails if it ends or stops before. */
    Journey until(Predicate<Underway> there) {
        while (!(state instanceof Underway underway && there.test(underway))) {
            advance();
        }
        return this;
    }

    Journey untilStep(StepId id) {
        return until(underway ->
                underway.at() instanceof Position.AtStep at && at.step().id().equals(id));
    }

    Journey untilGate(GatePoint point) {
        return until(underway -> underway.at() instanceof Position.AtGate(var gate) && gate.point() == point);
    }

    Journey untilCompleted() {
        while (!(state instanceof RolloutState.Completed)) {
            advance();
        }
        return this;
    }

    private void advance() {
        switch (state) {
            case RolloutState.Planning planning -> planned(RenamePlan.plan());
            case Underway(var opened, var course, Position.AtStep at) -> succeeded();
            case Underway(var opened, var course, Position.AtGate(var gate)) -> openGate(gate.point(), gate.opensAt());
            case RolloutState other -> throw new AssertionError("nobody can go on from " + other);
        }
    }

    private void openGate(GatePoint point, Instant opensAt) {
        if (now.isBefore(opensAt)) {
            now = opensAt;
        }
        ask("timer", new RolloutCommand.NoticeTime());
        for (int i = 1; underway().at() instanceof Position.AtGate(var gate) && gate.point() == point; i++) {
            approvedBy("reviewer-" + i + "@example.org", point);
        }
    }

    static RolloutCommand success(StepId step, int attempt) {
        return new RolloutCommand.RecordStepSuccess(
                new StepSucceeded(RenameFile.ID, step, attempt, false, 1, Duration.ZERO, Duration.ofMillis(40), 0, ""));
    }

    static RolloutCommand failure(StepId step, int attempt, Failure.Kind kind) {
        return new RolloutCommand.RecordStepFailure(new StepFailed(
                RenameFile.ID,
                step,
                attempt,
                new Failure(kind, "ConnectionLost", "The server went away.", step.value())));
    }

    static RolloutCommand blocked(StepId step, int attempt, String blocker) {
        return new RolloutCommand.RecordStepBlocked(new StepBlocked(RenameFile.ID, step, attempt, blocker, 3));
    }

    static RolloutCommand planRefused() {
        return new RolloutCommand.RecordPlanningFailure(
                new Failure(Failure.Kind.REFUSED, "TableMissing", "There is no table public.users.", ""));
    }
}
