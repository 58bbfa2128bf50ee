package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.ServiceName;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.DropAwaited;
import dev.towpath.contracts.event.DatabaseEvent.RolloutTurnedBack;
import dev.towpath.contracts.event.DatabaseEvent.TargetWentBack;
import dev.towpath.contracts.event.LostSteps;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.VerifyStep;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.Position.AtStep;
import dev.towpath.orchestrator.rollout.state.Position.Stopped;
import dev.towpath.orchestrator.rollout.state.Position.Withdrawing;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A scenario while it runs: the rollout, its services, the laws that are watched, and what was answered. */
final class Play {
    static final List<String> ACTORS =
            List.of(Journey.AUTHOR, Journey.DBA, " AUTHOR@example.org", "second@example.org", "third@example.org");
    private static final List<ServiceName> SERVICES = List.of(RenameFile.CRM, RenameFile.BILLING, RenameFile.REPORTS);
    private static final List<String> VERSIONS =
            List.of(Fleet.NEW_CRM, Fleet.OLD_CRM, Fleet.NEW_CRM, Fleet.NEW_ONLY_CRM, "2.5.0");

    private final RolloutSpec spec;
    private final Plan plan;
    private final Journey journey;
    private final Laws laws;
    private final List<String> answers = new ArrayList<>();
    private String actor = Journey.AUTHOR;

    Play(Setup setup, Decides decides) {
        spec = setup.spec();
        plan = setup.plan();
        journey = new Journey(decides).begun(RenameFile.PARENT).begun(RenameFile.NEIGHBOUR);
        laws = new Laws(plan, setup.served());
    }

    void make(Move move) {
        journey.pass(Duration.ofSeconds(move.after()));
        actor = ACTORS.get(move.by() % ACTORS.size());
        answers.add("");
        move.deed().done(this, new Choice(move.on()));
    }

    void ask(RolloutCommand command) {
        RolloutState before = journey.state();
        int sent = journey.effects().size();
        answers.set(
                answers.size() - 1, actor.strip() + ": " + command.getClass().getSimpleName() + " -> …");
        Decision<RolloutEvent> decision = journey.ask(actor, Journey.WHY, command);
        answers.set(
                answers.size() - 1,
                actor.strip() + ": " + command.getClass().getSimpleName() + " -> " + Answers.words(decision));
        laws.holdAfter(
                before,
                decision,
                journey,
                journey.effects().subList(sent, journey.effects().size()));
    }

    /** What became of each move, in words; empty where nothing was asked. */
    List<String> answers() {
        return answers;
    }

    Journey journey() {
        return journey;
    }

    RolloutSpec spec() {
        return spec;
    }

    Plan plan() {
        return plan;
    }

    Fleet fleet() {
        return journey.fleet();
    }

    Instant now() {
        return journey.now();
    }

    Phase told() {
        return journey.state() instanceof Submitted submitted
                ? submitted.opened().phase()
                : Phase.OLD;
    }

    /** The gate that it waits at, rather than any. */
    List<GatePoint> gates() {
        List<GatePoint> all = new ArrayList<>(Arrays.asList(GatePoint.values()));
        if (journey.state() instanceof InMotion moving && moving.at() instanceof AtGate(var gate)) {
            all.addAll(0, Collections.nCopies(all.size(), gate.point()));
        }
        return all;
    }

    /** The step that it is at, rather than any. */
    StepId step(Choice on) {
        List<StepId> all = new ArrayList<>(
                plan.stages().stream().flatMap(PlannedStage::all).map(Step::id).toList());
        if (journey.state() instanceof InMotion moving) {
            all.addAll(0, Collections.nCopies(2 * all.size(), at(moving, all.getFirst())));
        }
        return on.of(all);
    }

    /** The attempt that it is at, rather than any. */
    int attempt(Choice on) {
        int current = journey.state() instanceof InMotion moving ? attempt(moving) : 1;
        return on.of(List.of(current, current, current, current, current, current, 1, 2, 3));
    }

    RolloutCommand refusal(Choice on, String rule) {
        return Journey.failure(step(on), attempt(on), Failure.Kind.REFUSED, rule);
    }

    DatabaseEvent ofParent(Choice on) {
        return on.below(5) == 4 ? new RolloutTurnedBack(RenameFile.PARENT) : new DropAwaited(RenameFile.PARENT);
    }

    /** Whether the database is to be paused from now on. */
    void databasePause(boolean wanted) {
        if (wanted == journey.database().pause().isPresent()) {
            return;
        }
        if (wanted) {
            journey.databasePaused();
        } else {
            journey.databaseResumed();
        }
    }

    /** The target has lost what the rollout did last, if it did anything that leaves a receipt. */
    void targetWentBack(Choice on) {
        if (journey.state() instanceof InMotion moving
                && !moving.course().proven().isEmpty()) {
            List<StepId> proven = moving.course().proven();
            List<StepId> lost = proven.subList(on.below(proven.size()), proven.size());
            journey.meanwhile(new TargetWentBack(List.of(new LostSteps(RenameFile.ID, lost))));
        }
    }

    /** What a ledger may prove that goes on in the order of the plan, up to the index; mostly no more than is known. */
    List<StepId> proven(Choice on) {
        List<StepId> all = plan.stages().stream()
                .filter(planned -> planned.stage() != Stage.CONTRACT)
                .flatMap(planned -> planned.steps().stream())
                .filter(step -> !(step instanceof VerifyStep))
                .map(Step::id)
                .toList();
        return on.below(4) == 0 ? all.subList(0, on.below(all.size() + 1)) : List.of();
    }

    ServiceName service(Choice on) {
        return on.of(SERVICES);
    }

    String instance(Choice on) {
        return "instance-" + on.below(4);
    }

    String version(Choice on) {
        return on.of(VERSIONS);
    }

    private static StepId at(InMotion moving, StepId otherwise) {
        return switch (moving.at()) {
            case AtStep at -> at.step().id();
            case Withdrawing at -> at.step().id();
            case Stopped at -> at.step().id();
            default -> otherwise;
        };
    }

    private static int attempt(InMotion moving) {
        return switch (moving.at()) {
            case AtStep at -> at.attempt();
            case Withdrawing at -> at.attempt();
            case Stopped at -> at.attempt();
            default -> 1;
        };
    }
}
