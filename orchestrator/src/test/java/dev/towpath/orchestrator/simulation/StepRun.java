package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.StepBlocked;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.contracts.plan.ConcurrentStep;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.TransactionStep;
import dev.towpath.contracts.plan.VerifyStep;
import dev.towpath.orchestrator.simulation.SimulatedInbox.Entry;
import dev.towpath.orchestrator.simulation.SimulatedTarget.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One attempt at a step, as {@code TransactionRun} and {@code BackfillRun} make it: receipt first, then the clock, then the
 * effect with its receipt in one transaction; or batches with their checkpoint, and the receipt after the last.
 */
final class StepRun {
    private static final Duration PAUSE = Duration.ofMillis(700);
    static final int BATCHES = 3;

    private final World world;
    private final SimulatedTarget target;
    private final TargetSession session;
    private final Entry entry;
    private final ExecuteStep command;
    private final OutcomePublishing publishing;
    private final Step step;
    private boolean byUs;

    StepRun(World world, TargetSession session, Entry entry, ExecuteStep command, OutcomePublishing publishing) {
        this.world = world;
        this.target = world.target();
        this.session = session;
        this.entry = entry;
        this.command = command;
        this.publishing = publishing;
        this.step = new Step(command.rolloutId(), command.stepId());
    }

    /** What a later history may have forgotten is judged once, before anything begins. */
    void run(BooleanSupplier withdrawn, BooleanSupplier held, Consumer<Outcome> end) {
        world.targetLaws().holdBefore(command);
        Optional<Plan> plan =
                target.plan(command.rolloutId()).filter(known -> known.hash().equals(command.planHash()));
        if (plan.isEmpty()) {
            end.accept(failed(Failure.Kind.REFUSED, "PlanUnknown"));
        } else {
            forgotten(plan.get()).ifPresentOrElse(end, () -> go(plan.get(), withdrawn, held, end));
        }
    }

    private Optional<Outcome> forgotten(Plan plan) {
        return entry.history() > 0
                ? new ForgottenPast(plan, Set.copyOf(target.proven(command.rolloutId()))).end(command)
                : Optional.empty();
    }

    private void go(Plan plan, BooleanSupplier withdrawn, BooleanSupplier held, Consumer<Outcome> end) {
        if (withdrawn.getAsBoolean()) {
            end.accept(recorded().orElseGet(() -> failed(Failure.Kind.TRANSIENT, WithdrawStep.WITHDRAWN)));
            return;
        }
        Runnable again = () -> session.soon("step: looks again", () -> go(plan, withdrawn, held, end));
        if (held.getAsBoolean()) {
            session.after(PAUSE, "step: is held", again);
            return;
        }
        switch (plan.step(command.stepId()).orElseThrow()) {
            case VerifyStep verify -> verify(plan, end);
            case TransactionStep transaction -> attempt(end, again, this::effect);
            case BackfillStep backfill -> attempt(end, again, this::batch);
            case ConcurrentStep concurrent -> throw new Violation("steps outside a transaction are not simulated");
        }
    }

    /** What may be done with the attempt: it is over, or to be looked at again. */
    private interface Effect {
        void send(Consumer<Outcome> end, Runnable again);
    }

    private void attempt(Consumer<Outcome> end, Runnable again, Effect effect) {
        Optional<Outcome> known = recorded().or(this::expired).or(this::fault);
        if (known.isPresent()) {
            end.accept(known.get());
        } else if (world.misfortune(12)) {
            session.write("ledger: tells of a blocker", () -> tellBlocked(), told -> {
                publishing.wake();
                session.after(PAUSE, "step: waits for a lock", again);
            });
        } else {
            session.pass(Boundary.STEP_READY, () -> effect.send(end, again));
        }
    }

    private void effect(Consumer<Outcome> end, Runnable again) {
        byUs = true;
        if (world.has(Bug.RECEIPT_APART)) {
            session.send("target: effect", Boundary.EFFECT_COMMITTED, this::doIt, () -> receipt(end), again);
        } else {
            session.send(
                    "target: effect and receipt",
                    Boundary.EFFECT_COMMITTED,
                    () -> {
                        doIt();
                        target.receipt(step, command.attempt());
                    },
                    () -> end.accept(succeeded(false)),
                    again);
        }
    }

    private void doIt() {
        world.targetLaws().holdAfterEffect(step, command);
    }

    private void batch(Consumer<Outcome> end, Runnable again) {
        byUs = true;
        int number = target.checkpoint(step) + 1;
        if (number > BATCHES) {
            receipt(end);
        } else if (world.has(Bug.CHECKPOINT_APART)) {
            session.send(
                    "target: batch",
                    Boundary.BATCH_COMMITTED,
                    () -> world.targetLaws().holdAfterBatch(step, command, number),
                    () -> session.write("target: checkpoint", () -> checkpoint(number), done -> again.run()),
                    again);
        } else {
            session.send(
                    "target: batch and checkpoint",
                    Boundary.BATCH_COMMITTED,
                    () -> {
                        world.targetLaws().holdAfterBatch(step, command, number);
                        checkpoint(number);
                    },
                    again,
                    again);
        }
    }

    private int checkpoint(int number) {
        target.checkpoint(step, number);
        return number;
    }

    private void receipt(Consumer<Outcome> end) {
        session.write(
                "ledger: receipt",
                () -> {
                    target.receipt(step, command.attempt());
                    return step;
                },
                done -> end.accept(succeeded(false)));
    }

    private void verify(Plan plan, Consumer<Outcome> end) {
        world.targetLaws().holdAtVerification(command, plan);
        end.accept(fault().orElseGet(() -> succeeded(false)));
    }

    private Optional<Outcome> recorded() {
        if (world.has(Bug.REDONE_IN_ANOTHER_HISTORY) && entry.history() > 0 && !byUs) {
            return Optional.empty();
        }
        return target.receipt(step).map(attempt -> succeeded(!byUs));
    }

    private Optional<Outcome> expired() {
        return command.validUntil()
                .filter(until -> world.scheduler().now().isAfter(until))
                .map(until -> failed(Failure.Kind.REFUSED, ExecuteStep.EVIDENCE_EXPIRED));
    }

    /** Something that the target refuses, now and then. Nothing was changed. */
    private Optional<Outcome> fault() {
        return world.misfortune(30)
                ? Optional.of(failed(
                        List.of(Failure.Kind.values()).get(world.scheduler().below(Failure.Kind.values().length)),
                        "Misfortune"))
                : Optional.empty();
    }

    private Step tellBlocked() {
        String id = step.rollout() + "/" + step.step() + "/" + command.attempt() + "/step-blocked/"
                + world.scheduler().steps();
        publishing.add(
                entry, id, new StepBlocked(command.rolloutId(), command.stepId(), command.attempt(), "pid 7", 1));
        return step;
    }

    private Outcome succeeded(boolean alreadyApplied) {
        return new StepSucceeded(
                command.rolloutId(),
                command.stepId(),
                command.attempt(),
                alreadyApplied,
                1,
                Duration.ZERO,
                Duration.ofMillis(3),
                0,
                "");
    }

    private Outcome failed(Failure.Kind kind, String rule) {
        return new StepFailed(
                command.rolloutId(),
                command.stepId(),
                command.attempt(),
                new Failure(kind, rule, "simulated", command.stepId().value()));
    }
}
