package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.Engine;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.RolloutEnd;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.Slot;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.StepBlocked;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.spec.Lineage;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.rollout.Decision.Accepted;
import dev.towpath.orchestrator.rollout.stage.Condition;
import dev.towpath.orchestrator.rollout.stage.Gate;
import dev.towpath.orchestrator.rollout.state.Admission;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.Lost;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One rollout that is decided, recorded, folded and reacted to as in the product, without a store and with a clock by hand. */
final class Journey {
    static final String AUTHOR = "author@example.org";
    static final String DBA = "dba@example.org";
    static final String CRITIC = "critic@example.org";
    static final String WHY = "CRM-812: wrong column";
    static final String AGENT = "/agent/shop";
    static final Instant START = Instant.parse("2026-03-06T09:00:00Z");

    /** An event with what stands beside it in the log. */
    record Line(long version, Instant time, String actor, String reason, RolloutEvent event) {}

    private final List<Line> log = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<Object> conversation = new ArrayList<>();
    private final Fleet fleet = new Fleet();
    private final Decides decides;
    private RolloutState state = RolloutState.NONE;
    private DatabaseState database = registered();
    private Instant now = START;

    Journey() {
        this(RolloutDecider::decide);
    }

    Journey(Decides decides) {
        this.decides = decides;
    }

    /** As if anything that another rollout does were too much at once. */
    private static final Budget BUDGET = new Budget(1, 1);

    RolloutState state() {
        return state;
    }

    /** The database on which the rollout runs, as its own stream tells it. */
    DatabaseState database() {
        return database;
    }

    /** A database that nothing has happened on. */
    static DatabaseState registered() {
        return DatabaseState.evolve(
                DatabaseState.NONE,
                1,
                START,
                DBA,
                "",
                new DatabaseEvent.DatabaseRegistered(RenameFile.SHOP, Engine.POSTGRESQL));
    }

    /** The first try of another revision of the database is open, without parents, and has its plan asked for. */
    Journey begun(RolloutId other) {
        return meanwhile(new DatabaseEvent.RevisionAdmitted(other, AUTHOR, Lineage.ROOT))
                .meanwhile(new DatabaseEvent.RolloutBegun(other));
    }

    /** Another rollout of the database is completed, if it was not before. */
    Journey over(RolloutId other) {
        return isOpen(other) ? meanwhile(new DatabaseEvent.RolloutEnded(other, RolloutEnd.COMPLETED)) : this;
    }

    /** Somebody freezes the database from now on. */
    Journey frozen(Duration time) {
        return decided(Freezing.freeze(database, RenameFile.SHOP, Optional.empty(), now.plus(time), by(DBA)));
    }

    Journey frozenFrom(Instant from, Instant until) {
        return decided(Freezing.freeze(database, RenameFile.SHOP, Optional.of(from), until, by(DBA)));
    }

    Journey lifted(int freeze) {
        return decided(Freezing.lift(database, RenameFile.SHOP, Optional.of(freeze), by(DBA)));
    }

    private Journey decided(Decision<DatabaseEvent> decision) {
        if (decision instanceof Accepted<DatabaseEvent>(var events)) {
            events.forEach(event -> meanwhile(DBA, WHY, event));
        }
        return this;
    }

    private Asked by(String actor) {
        return new Asked(actor, WHY, now, fleet.seen(), database, BUDGET);
    }

    /** A step of another rollout is with the agent, if that rollout is open. */
    Journey working(RolloutId other, Slot slot) {
        return isOpen(other) ? meanwhile(new DatabaseEvent.SlotTaken(other, slot)) : this;
    }

    Journey resting(RolloutId other) {
        return isOpen(other) ? meanwhile(new DatabaseEvent.SlotLeft(other)) : this;
    }

    private boolean isOpen(RolloutId other) {
        return database.admission(other.revision()).filter(Admission::isOpen).isPresent();
    }

    /** What another rollout of the database, or somebody else, did. */
    Journey meanwhile(DatabaseEvent event) {
        return meanwhile(AUTHOR, "", event);
    }

    private Journey meanwhile(String actor, String reason, DatabaseEvent event) {
        database = DatabaseState.evolve(database, database.version() + 1, now, actor, reason, event);
        return this;
    }

    /** Somebody pauses the whole database; the rollout has not noted it. */
    Journey databasePaused() {
        return meanwhile(DBA, WHY, new DatabaseEvent.DatabasePaused());
    }

    Journey databaseResumed() {
        return meanwhile(DBA, "", new DatabaseEvent.DatabaseResumed());
    }

    /** The database is paused, and the rollout was woken. */
    Journey heldWithDatabase() {
        databasePaused().look();
        return this;
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

    InMotion moving() {
        return (InMotion) state;
    }

    /** The services, which do nothing by themselves. */
    Fleet fleet() {
        return fleet;
    }

    /** Every live instance goes by the phase that was told, and has just said so. */
    Journey everybodyFollows() {
        fleet.follow(((RolloutState.Submitted) state).opened().phase(), now);
        return this;
    }

    /** What somebody who watches presence does about once a second. */
    Decision<RolloutEvent> look() {
        return ask("towpath", new RolloutCommand.NoticeTime());
    }

    /** Asks, and records and reacts if the answer is yes. */
    Decision<RolloutEvent> ask(String actor, RolloutCommand command) {
        return ask(actor, "", command);
    }

    Decision<RolloutEvent> ask(String actor, String reason, RolloutCommand command) {
        Decision<RolloutEvent> decision =
                decides.decide(state, command, new Asked(actor, reason, now, fleet.seen(), database, BUDGET));
        conversation.add(command);
        if (decision instanceof Accepted<RolloutEvent>(var events)) {
            DatabaseState before = database;
            events.forEach(event -> append(actor, reason, event));
            Turns.of(RenameFile.ID, before, state).forEach(this::meanwhile);
        }
        return decision;
    }

    private void append(String actor, String reason, RolloutEvent event) {
        Line line = new Line(state.version() + 1, now, actor, reason, event);
        state = RolloutState.evolve(state, line.version(), line.time(), line.actor(), line.reason(), event);
        log.add(line);
        Mirror.of(RenameFile.ID, actor, event).forEach(this::meanwhile);
        conversation.add(event);
        List<Effect> caused = RolloutReactor.react(state, event);
        effects.addAll(caused);
        conversation.addAll(caused);
    }

    RolloutState folded() {
        RolloutState folded = RolloutState.NONE;
        for (Line line : log) {
            folded =
                    RolloutState.evolve(folded, line.version(), line.time(), line.actor(), line.reason(), line.event());
        }
        return folded;
    }

    Journey pass(Duration time) {
        now = now.plus(time);
        return this;
    }

    Journey submitted(RolloutSpec spec) {
        ask(AUTHOR, new RolloutCommand.Submit(RenameFile.ID, spec, Optional.empty(), false));
        return this;
    }

    Journey submittedForPlan(RolloutSpec spec) {
        ask(AUTHOR, new RolloutCommand.Submit(RenameFile.ID, spec, Optional.empty(), true));
        return this;
    }

    Journey noted(String text) {
        ask(DBA, new RolloutCommand.AddNote(text));
        return this;
    }

    Journey started() {
        ask(AUTHOR, new RolloutCommand.Start());
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

    Journey rolledBackBy(String actor) {
        ask(actor, WHY, new RolloutCommand.RollBack());
        return this;
    }

    Journey tuned(Duration batchDuration) {
        ask(DBA, new RolloutCommand.Tune(Optional.of(batchDuration), Optional.empty()));
        return this;
    }

    Journey resolved(boolean tookEffect) {
        ask(DBA, WHY, new RolloutCommand.Resolve(tookEffect));
        return this;
    }

    Journey aborted(boolean leaveInPlace) {
        ask(DBA, WHY, new RolloutCommand.Abort(leaveInPlace));
        return this;
    }

    Journey approvedBy(String actor, GatePoint gate) {
        ask(actor, new RolloutCommand.Approve(gate));
        return this;
    }

    Journey rejectedBy(String actor, GatePoint gate) {
        ask(actor, WHY, new RolloutCommand.Reject(gate));
        return this;
    }

    Journey skippedBy(String actor, GatePoint gate) {
        ask(actor, WHY, new RolloutCommand.Skip(gate));
        return this;
    }

    Journey reopened() {
        ask(DBA, WHY, new RolloutCommand.Reopen(GatePoint.CUTOVER));
        return this;
    }

    Journey withdrawnBy(String actor, GatePoint gate) {
        ask(actor, new RolloutCommand.WithdrawApproval(gate));
        return this;
    }

    Journey failed(Failure.Kind kind) {
        Position.AtStep at = (Position.AtStep) moving().at();
        ask(AGENT, failure(at.step().id(), at.attempt(), kind));
        return this;
    }

    Journey succeeded() {
        Position.AtStep at = (Position.AtStep) moving().at();
        ask(AGENT, success(at.step().id(), at.attempt()));
        return this;
    }

    /** How a step ends that was withdrawn before it began. */
    Journey withdrawn() {
        Position.Withdrawing at = (Position.Withdrawing) moving().at();
        ask(AGENT, failure(at.step().id(), at.attempt(), Failure.Kind.TRANSIENT, WithdrawStep.WITHDRAWN));
        return this;
    }

    /** How a step ends that was withdrawn after it had taken effect. */
    Journey ended(StepId step) {
        ask(AGENT, success(step, 1));
        return this;
    }

    /** The agent came too late to the step that it was given. */
    Decision<RolloutEvent> expired() {
        Position.AtStep at = (Position.AtStep) moving().at();
        return ask(AGENT, failure(at.step().id(), at.attempt(), Failure.Kind.REFUSED, ExecuteStep.EVIDENCE_EXPIRED));
    }

    Journey blockedBy(String blocker) {
        Position.AtStep at = (Position.AtStep) moving().at();
        ask(AGENT, blocked(at.step().id(), at.attempt(), blocker));
        return this;
    }

    /** Lets everybody do their part, step by step, until {@code there}; fails if it ends or stops before. */
    Journey until(Predicate<InMotion> there) {
        while (!(state instanceof InMotion moving && there.test(moving))) {
            advance();
        }
        return this;
    }

    Journey untilStep(StepId id) {
        return until(moving ->
                moving.at() instanceof Position.AtStep at && at.step().id().equals(id));
    }

    Journey untilGate(GatePoint point) {
        return until(moving -> moving.at() instanceof Position.AtGate(var gate) && gate.point() == point);
    }

    /** Until it waits for the services to go by {@code phase}. */
    Journey untilTold(Phase phase) {
        return until(moving -> moving.at() instanceof Position.Due
                && moving.opened().phase() == phase
                && !moving.opened().told().acknowledged());
    }

    Journey untilCompleted() {
        while (!(state instanceof RolloutState.Completed)) {
            advance();
        }
        return this;
    }

    Journey untilRolledBack() {
        while (!(state instanceof RolloutState.RolledBack)) {
            advance();
        }
        return this;
    }

    private void advance() {
        switch (state) {
            case RolloutState.Planning planning -> planned(RenamePlan.plan());
            case InMotion moving -> advance(moving.at());
            case RolloutState other -> throw new AssertionError("nobody can go on from " + other);
        }
    }

    private void advance(Position position) {
        switch (position) {
            case Position.AtStep at -> succeeded();
            case Position.Withdrawing at -> withdrawn();
            case Position.AtGate(var gate) when !gate.knows(database.freezes().ahead(now), now) -> look();
            case Position.AtGate(var gate) -> openGate(gate);
            case Position.Due due when moving().opened().withheld() -> started();
            case Position.Due due -> followed();
            case Position.Allowed again -> followed();
            case Position.Queued queued -> look();
            case Position.Cleared cleared -> throw new AssertionError("never lasts");
            case Position.Stopped stopped -> throw new AssertionError("somebody must decide: " + stopped);
        }
    }

    private void followed() {
        long before = state.version();
        pass(Duration.ofSeconds(11)).everybodyFollows().look();
        if (state.version() == before) {
            throw new AssertionError(
                    "the services cannot help: " + moving().opened().missing());
        }
    }

    private void openGate(Gate gate) {
        while (gate.conditions(now).stream().anyMatch(Journey::waitsForTime)) {
            now = gate.nextChange(now).orElseThrow();
        }
        GatePoint point = gate.point();
        everybodyFollows();
        ask("timer", new RolloutCommand.NoticeTime());
        for (int i = 1; waitsAt(point); i++) {
            if (i > 9) {
                throw new AssertionError(
                        "approvals cannot help: " + moving().opened().missing());
            }
            approvedBy("reviewer-" + i + "@example.org", point);
        }
    }

    private static boolean waitsForTime(Condition condition) {
        return !condition.met()
                && List.of("freeze", "soak", "keep_for", "window").contains(condition.name());
    }

    private boolean waitsAt(GatePoint point) {
        return moving().at() instanceof Position.AtGate(var gate) && gate.point() == point;
    }

    static RolloutCommand success(StepId step, int attempt) {
        return new RolloutCommand.RecordStepSuccess(
                new StepSucceeded(RenameFile.ID, step, attempt, false, 1, Duration.ZERO, Duration.ofMillis(40), 0, ""));
    }

    static RolloutCommand failure(StepId step, int attempt, Failure.Kind kind) {
        return failure(step, attempt, kind, "ConnectionLost");
    }

    static RolloutCommand failure(StepId step, int attempt, Failure.Kind kind, String rule) {
        return new RolloutCommand.RecordStepFailure(new StepFailed(
                RenameFile.ID, step, attempt, new Failure(kind, rule, "The server went away.", step.value())));
    }

    /** The agent did not begin {@code step}, since it found no receipt of {@code missing}. */
    static RolloutCommand lost(StepId step, StepId... missing) {
        Failure failure = new Failure(
                Failure.Kind.REFUSED,
                ExecuteStep.TARGET_WENT_BACK,
                "the ledger has no receipt of " + Lost.names(List.of(missing))
                        + ", so nothing that comes after was begun",
                step.value());
        return new RolloutCommand.RecordStepFailure(new StepFailed(RenameFile.ID, step, 1, failure, List.of(missing)));
    }

    static RolloutCommand blocked(StepId step, int attempt, String blocker) {
        return new RolloutCommand.RecordStepBlocked(new StepBlocked(RenameFile.ID, step, attempt, blocker, 3));
    }

    /** The agent sees that {@code other} works on an index over the very column. */
    static RolloutCommand planConflicts(RolloutId other) {
        return new RolloutCommand.RecordPlanConflicts(conflicts(other));
    }

    static List<Conflict> conflicts(RolloutId other) {
        return List.of(new Conflict(other, List.of("index public.users_full_name")));
    }

    static RolloutCommand planRefused() {
        return new RolloutCommand.RecordPlanningFailure(
                new Failure(Failure.Kind.REFUSED, "TableMissing", "There is no table public.users.", ""));
    }
}
