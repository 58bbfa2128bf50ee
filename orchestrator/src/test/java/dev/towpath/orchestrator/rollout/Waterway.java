package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.agent.CloseRollout;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.change.RenameColumn;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.spec.BackfillSpec;
import dev.towpath.contracts.spec.Lineage;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.rollout.Decision.Accepted;
import dev.towpath.orchestrator.rollout.services.ServicesSeen;
import dev.towpath.orchestrator.rollout.state.Admission;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.PlanAsk;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A database with several rollouts and an agent that has a ledger of its own, which learns of an end only when it gets to
 * it. Nobody looks at a rollout but by an alarm, so that one which should have been woken and was not stands for ever.
 */
final class Waterway {
    private static final int ASKED_AT_MOST = 200;

    private final List<Neighbour> neighbours;
    private final Map<RolloutId, RolloutState> states = new LinkedHashMap<>();
    private final Map<RolloutId, Footprint> ledger = new HashMap<>();
    private final List<AgentCommand> inbox = new ArrayList<>();
    private final TreeMap<Instant, List<RolloutId>> alarms = new TreeMap<>();
    private DatabaseState database = Journey.registered();
    private Instant now = Journey.START;
    private int asked;
    private int submitted;
    private boolean overtaken;

    Waterway(List<Neighbour> neighbours) {
        this.neighbours = neighbours;
    }

    /** The number {@code which} of what may happen next happens. */
    void next(int which) {
        List<Runnable> possible = possible();
        waiting().forEach(id -> possible.add(() -> giveUpAndTryAgain(id)));
        doomed().forEach(id -> possible.add(() -> ask(id, new RolloutCommand.RollBack())));
        doomed().forEach(id -> possible.add(() -> ask(id, new RolloutCommand.Abort(true))));
        doomedRequests().forEach(request -> possible.add(() -> refuse(request)));
        if (!possible.isEmpty()) {
            now = now.plusMillis(100);
            possible.get(which % possible.size()).run();
        }
    }

    /**
     * Everything that can still happen does. Then only who follows one that came to nothing may not have ended, whoever it
     * shares something with; and when that is submitted again, all of them must.
     */
    void settle() {
        settleWithoutHelp();
        assertThat(database.revisions().admissions()).hasSize(neighbours.size()).allSatisfy(latest -> assertThat(
                        !latest.isOpen() || followsNothing(latest))
                .as("%s", latest)
                .isTrue());
        lost().forEach(id -> submit(id.next()));
        settleWithoutHelp();
        assertThat(database.revisions().admissions())
                .allSatisfy(latest -> assertThat(states.get(latest.id())).isInstanceOf(RolloutState.Completed.class));
    }

    /** Whether anybody went its way while one that came before it, and works on the same, had given its turn away. */
    boolean hasOvertaken() {
        return overtaken;
    }

    private void settleWithoutHelp() {
        for (List<Runnable> possible = possible(); !possible.isEmpty(); possible = possible()) {
            assertThat(asked).isLessThan(ASKED_AT_MOST);
            now = now.plusMillis(100);
            possible.getFirst().run();
        }
    }

    private List<RolloutId> lost() {
        return database.revisions().admissions().stream()
                .filter(latest -> !latest.isLive())
                .map(Admission::id)
                .toList();
    }

    /** By the neighbours themselves: whether somebody came to nothing whom it follows, at whatever distance. */
    private boolean followsNothing(Admission latest) {
        return neighbours.get(number(latest.id())).after().stream()
                .map(parent -> database.admission(new Revision("r" + parent)))
                .flatMap(Optional::stream)
                .anyMatch(parent -> !parent.isLive() || followsNothing(parent));
    }

    private List<Runnable> possible() {
        List<Runnable> possible = new ArrayList<>();
        if (submitted < neighbours.size()) {
            possible.add(this::submit);
        }
        inbox.stream().filter(this::mayBePerformed).forEach(command -> possible.add(() -> perform(command)));
        if (!alarms.isEmpty()) {
            possible.add(this::ring);
        }
        return possible;
    }

    /** What is about one rollout is done in order; only that a step is not wanted any more is heard while it is at work. */
    private boolean mayBePerformed(AgentCommand command) {
        return command instanceof WithdrawStep
                || inbox.stream()
                        .filter(other -> rollout(other).equals(rollout(command)))
                        .findFirst()
                        .orElseThrow()
                        .equals(command);
    }

    private static RolloutId rollout(AgentCommand command) {
        return switch (command) {
            case PlanRollout plan -> plan.rolloutId();
            case ExecuteStep step -> step.rolloutId();
            case WithdrawStep step -> step.rolloutId();
            case CloseRollout close -> close.rolloutId();
            case AgentCommand other -> throw new AssertionError("nobody asks for " + other);
        };
    }

    /** Backwards, so that whoever others follow may come after them. */
    private void submit() {
        submitted++;
        RolloutId id = new RolloutId(RenameFile.SHOP, new Revision("r" + (neighbours.size() - submitted)), 1);
        submit(id);
    }

    /** Who waits, and was not given up before. */
    private List<RolloutId> waiting() {
        return states.entrySet().stream()
                .filter(entry -> entry.getKey().attempt() == 1)
                .filter(entry -> entry.getValue() instanceof RolloutState.Planning planning
                        && planning.ask() instanceof PlanAsk.HeldBack)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void giveUpAndTryAgain(RolloutId id) {
        ask(id, new RolloutCommand.RollBack());
        submit(id.next());
    }

    private void submit(RolloutId id) {
        int number = number(id);
        Neighbour neighbour = neighbours.get(number);
        List<Revision> parents = neighbour.after().stream()
                .filter(parent -> parent < neighbours.size())
                .map(parent -> new Revision("r" + parent))
                .toList();
        RolloutSpec spec = new RolloutSpec(
                id.revision(),
                RenameFile.SHOP,
                List.of(new RenameColumn("public", "users", "old_" + neighbour.column(), "new_" + neighbour.column())),
                new Lineage(parents, List.of(), List.of(), true),
                "",
                Map.of(),
                BackfillSpec.DEFAULT,
                Map.of(),
                Duration.ZERO,
                Duration.ofMillis(500));
        ask(id, new RolloutCommand.Submit(id, spec, Optional.empty(), false));
    }

    /** Those that may come to nothing, and still can: only first tries, so that all end well that are submitted again. */
    private List<RolloutId> doomed() {
        return states.entrySet().stream()
                .filter(entry -> isDoomed(entry.getKey()))
                .filter(entry -> switch (entry.getValue()) {
                    case RolloutState.Planning planning -> true;
                    case RolloutState.Underway underway -> underway.reversible();
                    case RolloutState other -> false;
                })
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<PlanRollout> doomedRequests() {
        return inbox.stream()
                .filter(PlanRollout.class::isInstance)
                .map(PlanRollout.class::cast)
                .filter(request -> isDoomed(request.rolloutId()))
                .toList();
    }

    private boolean isDoomed(RolloutId id) {
        return id.attempt() == 1 && neighbours.get(number(id)).doomed();
    }

    private void refuse(PlanRollout request) {
        inbox.remove(request);
        ask(
                request.rolloutId(),
                new RolloutCommand.RecordPlanningFailure(
                        new Failure(Failure.Kind.REFUSED, "NoSuchTable", "There is no such table.", "")));
    }

    /** Before its turn came, or too late. */
    private void withdraw(WithdrawStep unwanted) {
        boolean waits = inbox.removeIf(command -> command instanceof ExecuteStep step
                && step.rolloutId().equals(unwanted.rolloutId())
                && step.stepId().equals(unwanted.stepId())
                && step.attempt() == unwanted.attempt());
        if (waits) {
            ask(
                    unwanted.rolloutId(),
                    new RolloutCommand.RecordStepFailure(new StepFailed(
                            unwanted.rolloutId(),
                            unwanted.stepId(),
                            unwanted.attempt(),
                            new Failure(Failure.Kind.TRANSIENT, WithdrawStep.WITHDRAWN, "It was not begun.", ""))));
        }
    }

    private void perform(AgentCommand command) {
        inbox.remove(command);
        switch (command) {
            case PlanRollout(var id, var spec) -> plan(id, spec);
            case ExecuteStep step ->
                ask(
                        step.rolloutId(),
                        new RolloutCommand.RecordStepSuccess(new StepSucceeded(
                                step.rolloutId(),
                                step.stepId(),
                                step.attempt(),
                                false,
                                1,
                                Duration.ZERO,
                                Duration.ZERO,
                                0,
                                "")));
            case WithdrawStep withdrawn -> withdraw(withdrawn);
            case CloseRollout(var id) -> ledger.remove(id);
            case AgentCommand other -> throw new AssertionError("nobody asks for " + other);
        }
    }

    private void plan(RolloutId id, RolloutSpec spec) {
        Footprint declared = Footprint.declared(spec.changes().getFirst());
        List<String> objects = new ArrayList<>(declared.objects());
        objects.add("index public.users_" + neighbours.get(number(id)).index());
        Footprint footprint = new Footprint(declared.table(), objects);
        List<Conflict> conflicts = ledger.entrySet().stream()
                .map(other -> new Conflict(other.getKey(), other.getValue().shared(footprint)))
                .filter(conflict -> !conflict.objects().isEmpty())
                .toList();
        if (!conflicts.isEmpty()) {
            ask(id, new RolloutCommand.RecordPlanConflicts(conflicts));
            return;
        }
        ledger.put(id, footprint);
        Plan plan = RenamePlan.plan();
        ask(
                id,
                new RolloutCommand.RecordPlan(
                        new Plan(plan.hash(), plan.pointOfNoReturn(), plan.stages(), footprint, List.of())));
    }

    private void ring() {
        Map.Entry<Instant, List<RolloutId>> first = alarms.firstEntry();
        RolloutId id = first.getValue().removeFirst();
        if (first.getValue().isEmpty()) {
            alarms.remove(first.getKey());
        }
        now = now.isBefore(first.getKey()) ? first.getKey() : now;
        ask(id, new RolloutCommand.NoticeTime());
    }

    private void ask(RolloutId id, RolloutCommand command) {
        RolloutState state = states.getOrDefault(id, RolloutState.NONE);
        Decision<RolloutEvent> decision = RolloutDecider.decide(
                state, command, new Asked(Journey.AUTHOR, "", now, ServicesSeen.NONE, database, new Budget(1, 1)));
        assertThat(decision).isNotInstanceOf(Decision.Rejected.class);
        if (decision instanceof Accepted<RolloutEvent>(var events)) {
            DatabaseState before = database;
            events.forEach(event -> record(id, event));
            Turns.of(id, before, states.getOrDefault(id, RolloutState.NONE)).forEach(this::mirror);
            thenOneOfEachIsWithTheAgent();
        }
    }

    private void mirror(DatabaseEvent event) {
        database = DatabaseState.evolve(database, database.version() + 1, now, Journey.AUTHOR, "", event);
        DatabaseReactor.wake(database, event).forEach(woken -> wake(now, woken));
    }

    private void thenOneOfEachIsWithTheAgent() {
        List<Boolean> backfills = inbox.stream()
                .filter(ExecuteStep.class::isInstance)
                .map(command -> ((ExecuteStep) command).stepId())
                .filter(Waterway::isForward)
                .map(RenamePlan.COPY_ROWS::equals)
                .toList();
        assertThat(backfills).doesNotHaveDuplicates();
    }

    /** The way back asks for no slot. */
    private static boolean isForward(StepId id) {
        return RenamePlan.plan().stages().stream()
                .flatMap(planned -> planned.steps().stream())
                .anyMatch(step -> step.id().equals(id));
    }

    private void record(RolloutId id, RolloutEvent event) {
        if (event instanceof RolloutEvent.PlanRequested) {
            asked++;
            thenNobodyIsAtTheSame(id);
            overtaken |= overtakes(id);
        }
        RolloutState before = states.getOrDefault(id, RolloutState.NONE);
        RolloutState after = RolloutState.evolve(before, before.version() + 1, now, Journey.AUTHOR, "", event);
        states.put(id, after);
        Mirror.of(id, Journey.AUTHOR, event).forEach(this::mirror);
        for (Effect effect : RolloutReactor.react(after, event)) {
            switch (effect) {
                case Effect.TellAgent(var to, var command) -> inbox.add(command);
                case Effect.SetTimer(var due) -> wake(due, id);
                case Effect.AnnouncePhase phase -> {}
            }
        }
    }

    private void thenNobodyIsAtTheSame(RolloutId id) {
        Admission me = database.admission(id.revision()).orElseThrow();
        assertThat(database.revisions().admissions())
                .noneMatch(other -> other.isUnderWay()
                        && !other.id().equals(id)
                        && !other.shared(me).isEmpty());
    }

    private boolean overtakes(RolloutId id) {
        List<Admission> known = database.revisions().admissions();
        Admission me = database.admission(id.revision()).orElseThrow();
        return known.subList(0, known.indexOf(me)).stream()
                .anyMatch(other -> other.isWaiting() && !other.shared(me).isEmpty() && followsNothing(other));
    }

    private void wake(Instant due, RolloutId id) {
        alarms.computeIfAbsent(due, none -> new ArrayList<>()).add(id);
    }

    private static int number(RolloutId id) {
        return Integer.parseInt(id.revision().value().substring(1));
    }
}
