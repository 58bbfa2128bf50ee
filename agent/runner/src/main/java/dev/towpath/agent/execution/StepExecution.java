package dev.towpath.agent.execution;

import dev.towpath.agent.health.AgentMetrics;
import dev.towpath.agent.inbox.Holds;
import dev.towpath.agent.inbox.Tempos;
import dev.towpath.agent.ledger.Attempt;
import dev.towpath.agent.ledger.InboxEntry;
import dev.towpath.agent.ledger.Journal;
import dev.towpath.agent.ledger.Report;
import dev.towpath.agent.ledger.Rollouts;
import dev.towpath.agent.report.Announcements;
import dev.towpath.agent.stage.Readings;
import dev.towpath.agent.stage.StepOrder;
import dev.towpath.agent.stage.StepRunner;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Executes a step of the plan that was frozen here, and of no other: another hash, or a plan that the ledger doesn't
 * have, is refused with nothing done. So is a step that comes after others of which the ledger has no receipt: the target
 * went back in time.
 */
public final class StepExecution {
    private static final Logger LOG = Logger.getLogger(StepExecution.class);

    private final Rollouts rollouts;
    private final Journal journal;
    private final StepRunner runner;
    private final Readings readings;
    private final Holds holds;
    private final Tempos tempos;
    private final Announcements announcements;
    private final AgentMetrics metrics;

    public StepExecution(
            Rollouts rollouts,
            Journal journal,
            StepRunner runner,
            Readings readings,
            Holds holds,
            Tempos tempos,
            Announcements announcements,
            AgentMetrics metrics) {
        this.rollouts = rollouts;
        this.journal = journal;
        this.runner = runner;
        this.readings = readings;
        this.holds = holds;
        this.tempos = tempos;
        this.announcements = announcements;
        this.metrics = metrics;
    }

    /** Blocks until the step has ended. */
    public void execute(InboxEntry entry, ExecuteStep command) throws InterruptedException {
        LOG.infof("rollout=%s step=%s attempt=%d begins", command.rolloutId(), command.stepId(), command.attempt());
        Outcome outcome = outcome(entry, command);
        journal.conclude(entry, report(entry, command, outcome));
        String result = count(command, outcome);
        LOG.infof("rollout=%s step=%s attempt=%d %s", command.rolloutId(), command.stepId(), command.attempt(), result);
    }

    /** What ledger and catalog say of the step now; empty if the ledger doesn't have it. */
    String readings(ExecuteStep command) throws InterruptedException {
        Optional<Step> step = rollouts.plan(command.rolloutId()).flatMap(plan -> plan.step(command.stepId()));
        return step.isPresent() ? ": " + readings.of(command.rolloutId(), step.get()) : "";
    }

    private Outcome outcome(InboxEntry entry, ExecuteStep command) throws InterruptedException {
        List<StepId> lost = readings.missing(command.rolloutId(), command.after());
        if (!lost.isEmpty()) {
            return wentBack(command, lost);
        }
        Optional<Plan> plan = rollouts.plan(command.rolloutId());
        if (plan.isEmpty()) {
            return refused(command, "PlanUnknown", "the ledger has no plan of this rollout");
        }
        if (!plan.get().hash().equals(command.planHash())) {
            return refused(
                    command,
                    "PlanHashDiffers",
                    "the plan frozen here has hash " + plan.get().hash());
        }
        Optional<Step> step = plan.get().step(command.stepId());
        if (step.isEmpty()) {
            return refused(command, "StepUnknown", "the frozen plan has no such step");
        }
        if (entry.history() > 0) {
            Set<StepId> proven = readings.proven(command.rolloutId());
            Optional<Outcome> end = new ForgottenPast(plan.get(), proven).end(command);
            if (end.isPresent()) {
                return end.get();
            }
        }
        StepOrder order = new StepOrder(
                command.rolloutId(),
                command.planHash(),
                step.get(),
                command.attempt(),
                command.validUntil(),
                entry.message().traceparent());
        return runner.run(order, new RolloutControl(entry, command, holds, tempos, journal, announcements, metrics));
    }

    /** The report of a step's end; its identity is the same whenever the same end is reported. */
    static Report report(InboxEntry entry, ExecuteStep command, Outcome outcome) {
        return Report.ofEnd(Attempt.at(command), entry, outcome);
    }

    private static StepFailed wentBack(ExecuteStep command, List<StepId> lost) {
        String steps = lost.stream().map(StepId::value).collect(Collectors.joining(", "));
        Failure failure = new Failure(
                Failure.Kind.REFUSED,
                ExecuteStep.TARGET_WENT_BACK,
                "the ledger has no receipt of " + steps + ", so nothing that comes after was begun",
                command.stepId().value());
        return new StepFailed(command.rolloutId(), command.stepId(), command.attempt(), failure, lost);
    }

    private static StepFailed refused(ExecuteStep command, String rule, String detail) {
        Failure failure =
                new Failure(Failure.Kind.REFUSED, rule, detail, command.stepId().value());
        return new StepFailed(command.rolloutId(), command.stepId(), command.attempt(), failure);
    }

    /** Returns the result's name. */
    private String count(ExecuteStep command, Outcome outcome) {
        String id = command.stepId().value();
        String result = outcome instanceof StepFailed failed
                ? failed.failure().kind().name().toLowerCase(Locale.ROOT)
                : "succeeded";
        metrics.stepEnded(id.substring(0, id.indexOf('.')), result);
        if (outcome instanceof StepSucceeded succeeded) {
            metrics.lockAttempts(succeeded.lockAttempts());
        }
        return result;
    }
}
