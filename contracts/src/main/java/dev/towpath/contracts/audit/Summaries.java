package dev.towpath.contracts.audit;

import dev.towpath.contracts.audit.AuditSummary.Attempt;
import dev.towpath.contracts.audit.AuditSummary.Comparison;
import dev.towpath.contracts.audit.AuditSummary.FrozenPlan;
import dev.towpath.contracts.audit.AuditSummary.Opening;
import dev.towpath.contracts.audit.AuditSummary.Skip;
import dev.towpath.contracts.audit.AuditSummary.Word;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.StreamEvent;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.VerifyStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the {@link AuditSummary} of a rollout's events, oldest first. For one rollout. */
public final class Summaries {
    /** Until authentication is built. */
    private static final String TRUST = "claims";

    private final List<FrozenPlan> plans = new ArrayList<>();
    private final List<Word> approvals = new ArrayList<>();
    private final List<Opening> gates = new ArrayList<>();
    private final List<Skip> skips = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Comparison> verifications = new ArrayList<>();
    private Optional<Plan> plan = Optional.empty();
    private String author = "";
    private Instant submitted = Instant.EPOCH;
    private String end = "open";

    private Summaries() {}

    public static AuditSummary of(List<Recorded<?>> events) {
        Summaries summary = new Summaries();
        events.forEach(summary::take);
        return new AuditSummary(
                summary.author,
                summary.submitted,
                TRUST,
                summary.end,
                summary.plans,
                summary.approvals,
                summary.gates,
                summary.skips,
                summary.attempts,
                summary.verifications);
    }

    private void take(Recorded<?> event) {
        takeCourse(event);
        takeWord(event);
        takeStep(event);
    }

    private void takeCourse(Recorded<?> event) {
        StreamEvent data = event.data();
        if (data instanceof RolloutEvent.RolloutSubmitted) {
            author = event.actor();
            submitted = event.time();
        } else if (data instanceof RolloutEvent.PlanFrozen frozen) {
            plan = Optional.of(frozen.plan());
            plans.add(new FrozenPlan(
                    event.version(),
                    event.time(),
                    frozen.plan().hash(),
                    frozen.plan().pointOfNoReturn().value(),
                    frozen.plan().stages().stream()
                            .mapToInt(stage -> stage.steps().size())
                            .sum()));
        } else if (data instanceof RolloutEvent.RolloutCompleted) {
            end = "completed";
        } else if (data instanceof RolloutEvent.RolloutRolledBack) {
            end = "rolled_back";
        } else if (data instanceof RolloutEvent.RolloutAborted) {
            end = "aborted";
        }
    }

    private void takeWord(Recorded<?> event) {
        StreamEvent data = event.data();
        if (data instanceof RolloutEvent.StageApproved word) {
            say(event, "approved", word.gate().wireName(), word.planHash());
        } else if (data instanceof RolloutEvent.ApprovalExpired word) {
            say(event, "approval_expired", word.gate().wireName(), "");
        } else if (data instanceof RolloutEvent.ApprovalWithdrawn word) {
            say(event, "approval_withdrawn", word.gate().wireName(), "");
        } else if (data instanceof RolloutEvent.StageRejected word) {
            say(event, "rejected", word.gate().wireName(), "");
        } else if (data instanceof RolloutEvent.RejectionWithdrawn word) {
            say(event, "rejection_withdrawn", word.gate().wireName(), "");
        } else if (data instanceof RolloutEvent.GateReopened word) {
            say(event, "reopened", word.gate().wireName(), "");
        } else if (data instanceof RolloutEvent.GateOpened opened) {
            gates.add(new Opening(event.version(), event.time(), opened.gate().wireName(), opened.evidence()));
        } else if (data instanceof RolloutEvent.GateSkipped skipped) {
            skips.add(new Skip(
                    event.version(),
                    event.time(),
                    event.actor(),
                    event.reason(),
                    skipped.gate().wireName(),
                    skipped.unmet()));
        }
    }

    private void takeStep(Recorded<?> event) {
        StreamEvent data = event.data();
        if (data instanceof RolloutEvent.StepBlockedByLock at && !at.blocker().isEmpty()) {
            attempt(event, at.stepId().value(), at.attempt(), "blocked", at.attempts(), at.blocker());
        } else if (data instanceof RolloutEvent.StepCompleted at) {
            attempts.add(new Attempt(
                    event.version(),
                    event.time(),
                    at.stepId().value(),
                    at.attempt(),
                    "completed",
                    lock(at.stepId().value()),
                    at.lockAttempts(),
                    at.lockWait(),
                    at.duration(),
                    at.detail()));
            compare(event, at.stepId().value(), at.attempt(), true, at.rows(), at.detail());
        } else if (data instanceof RolloutEvent.StepFailed at) {
            fail(event, at.stepId().value(), at.attempt(), "failed", at.failure());
        } else if (data instanceof RolloutEvent.StepInDoubt at) {
            fail(event, at.stepId().value(), at.attempt(), "in_doubt", at.failure());
        }
    }

    private void fail(Recorded<?> event, String step, int attempt, String what, Failure failure) {
        String detail = failure.rule() + ": " + failure.detail();
        attempt(event, step, attempt, what, 0, detail);
        compare(event, step, attempt, false, 0, detail);
    }

    private void attempt(Recorded<?> event, String step, int attempt, String what, int lockAttempts, String detail) {
        attempts.add(new Attempt(
                event.version(),
                event.time(),
                step,
                attempt,
                what,
                lock(step),
                lockAttempts,
                Duration.ZERO,
                Duration.ZERO,
                detail));
    }

    private void compare(Recorded<?> event, String step, int attempt, boolean passed, long rows, String detail) {
        if (step(step).filter(VerifyStep.class::isInstance).isPresent()) {
            verifications.add(new Comparison(event.version(), event.time(), step, attempt, passed, rows, detail));
        }
    }

    private void say(Recorded<?> event, String said, String gate, String planHash) {
        approvals.add(new Word(event.version(), event.time(), event.actor(), event.reason(), said, gate, planHash));
    }

    private String lock(String step) {
        return step(step).map(Step::lock).orElse("");
    }

    private Optional<Step> step(String id) {
        return plan.flatMap(frozen -> frozen.stages().stream()
                .flatMap(stage -> stage.all())
                .filter(step -> step.id().value().equals(id))
                .findFirst());
    }
}
