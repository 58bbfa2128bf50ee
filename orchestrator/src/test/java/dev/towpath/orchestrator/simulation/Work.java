package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.agent.CloseRollout;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.PauseWork;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.agent.PreviewPlan;
import dev.towpath.contracts.agent.RecordAnchor;
import dev.towpath.contracts.agent.ReportLedger;
import dev.towpath.contracts.agent.ReportStep;
import dev.towpath.contracts.agent.ResumeWork;
import dev.towpath.contracts.agent.TuneWork;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.PlanDrafted;
import dev.towpath.contracts.outcome.PlanRefused;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.orchestrator.simulation.SimulatedInbox.Entry;
import dev.towpath.orchestrator.simulation.SimulatedTarget.Attempt;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Performs an entry to its conclusion: a plan, a step, or the end of a rollout. */
final class Work {
    private final World world;
    private final SimulatedTarget target;
    private final TargetSession session;
    private final OutcomePublishing publishing;
    private final Set<RolloutId> paused;
    private final Set<Attempt> withdrawn;

    Work(
            World world,
            TargetSession session,
            OutcomePublishing publishing,
            Set<RolloutId> paused,
            Set<Attempt> withdrawn) {
        this.world = world;
        this.target = world.target();
        this.session = session;
        this.publishing = publishing;
        this.paused = paused;
        this.withdrawn = withdrawn;
    }

    void perform(Entry entry, Runnable then) {
        switch (entry.message().data()) {
            case PlanRollout plan -> ended(entry, planId(entry, plan), () -> planned(entry, plan), then);
            case CloseRollout(var rollout) ->
                session.write(
                        "ledger: closes",
                        () -> {
                            if (target.finish(entry)) {
                                target.close(rollout);
                            }
                            return entry;
                        },
                        done -> then.run());
            case ExecuteStep step ->
                new StepRun(world, session, entry, step, publishing)
                        .run(
                                () -> withdrawn.contains(attempt(step)),
                                () -> paused.contains(step.rolloutId()),
                                outcome -> session.pass(
                                        Boundary.STEP_ENDED,
                                        () -> ended(
                                                entry,
                                                LateEnds.identity(entry, attempt(step), outcome),
                                                () -> outcome,
                                                then)));
            case ReportLedger report -> throw notWork(report);
            case RecordAnchor anchor -> throw notWork(anchor);
            case WithdrawStep withdraw -> throw notWork(withdraw);
            case ReportStep report -> throw notWork(report);
            case PauseWork pause -> throw notWork(pause);
            case ResumeWork resume -> throw notWork(resume);
            case TuneWork tune -> throw notWork(tune);
            case PreviewPlan preview -> throw notWork(preview);
        }
    }

    private static Violation notWork(AgentCommand command) {
        return new Violation("this is not for a lane: " + command);
    }

    private void ended(Entry entry, String id, Supplier<Outcome> outcome, Runnable then) {
        session.write(
                "ledger: concludes",
                () -> {
                    publishing.conclude(entry, id, outcome.get());
                    return entry;
                },
                done -> session.pass(Boundary.OUTCOME_WAITING, () -> {
                    publishing.wake();
                    then.run();
                }));
    }

    /** Judged and frozen in one transaction. */
    private Outcome planned(Entry entry, PlanRollout command) {
        RolloutId id = command.rolloutId();
        if (entry.history() > 0 && target.plan(id).isPresent()) {
            return new PlanDrafted(id, target.plan(id).get());
        }
        Plan plan = world.planOf(id);
        List<Conflict> conflicts = target.openPlans().entrySet().stream()
                .filter(other -> !other.getKey().equals(id))
                .map(other -> new Conflict(
                        other.getKey(), other.getValue().footprint().shared(plan.footprint())))
                .filter(conflict -> !conflict.objects().isEmpty())
                .toList();
        if (!conflicts.isEmpty()) {
            String both = id + " needs what " + conflicts + " has";
            return new PlanRefused(id, new Failure(Failure.Kind.REFUSED, "FootprintTaken", both, ""), conflicts);
        }
        target.freeze(id, plan);
        return new PlanDrafted(id, plan);
    }

    private static String planId(Entry entry, PlanRollout plan) {
        return OutcomePublishing.in(
                entry, plan.rolloutId() + "/plan/" + entry.message().streamVersion());
    }

    private static Attempt attempt(ExecuteStep step) {
        return new Attempt(step.rolloutId(), step.stepId(), step.attempt());
    }
}
