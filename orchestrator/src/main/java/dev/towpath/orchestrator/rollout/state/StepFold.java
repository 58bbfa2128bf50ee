package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.StepId;
import dev.towpath.contracts.event.RolloutEvent.DoubtResolved;
import dev.towpath.contracts.event.RolloutEvent.EvidenceExpired;
import dev.towpath.contracts.event.RolloutEvent.StepBlockedByLock;
import dev.towpath.contracts.event.RolloutEvent.StepCompleted;
import dev.towpath.contracts.event.RolloutEvent.StepQueued;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.event.RolloutEvent.StepRetryAllowed;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Step;
import dev.towpath.orchestrator.rollout.state.Position.Allowed;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.Position.AtStep;
import dev.towpath.orchestrator.rollout.state.Position.Blocker;
import dev.towpath.orchestrator.rollout.state.Position.Cleared;
import dev.towpath.orchestrator.rollout.state.Position.Confirmation;
import dev.towpath.orchestrator.rollout.state.Position.Due;
import dev.towpath.orchestrator.rollout.state.Position.Queued;
import dev.towpath.orchestrator.rollout.state.Position.Stopped;
import dev.towpath.orchestrator.rollout.state.Position.Withdrawing;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborting;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happens to steps, be they a stage's own or such that take others back. */
record StepFold(InMotion now, MotionFold on) {
    /** So that an agent whose clock is far ahead costs an attempt now and then, and not as many as there can be. */
    static final Duration BETWEEN_CONFIRMATIONS = Duration.ofSeconds(10);

    InMotion requested(StepRequested requested) {
        StepId id = requested.stepId();
        int attempt = requested.attempt();
        Step step = now.course().plan().step(id).orElseThrow(on::misfit);
        Optional<Confirmation> confirmation =
                now.at() instanceof Cleared cleared ? Optional.of(cleared.confirmation()) : Optional.empty();
        if (!fits(now.at(), id, attempt) || !behindOpenGate(step) || now.isGuarded(step) && confirmation.isEmpty()) {
            throw on.misfit();
        }
        Instant time = on.stamp().time();
        return now.on(
                now.course().with(now.course().steps().requested(id, attempt)),
                new AtStep(step, attempt, time, new Blocker("", 0, time), confirmation));
    }

    /** Only on the way forward: nobody waits who goes back. */
    InMotion queued(StepQueued queued) {
        StepId id = queued.stepId();
        Step step = now.course().plan().step(id).orElseThrow(on::misfit);
        boolean comes = now.at() instanceof Due || now.at() instanceof Allowed;
        if (!(now instanceof Underway) || !comes || !fits(now.at(), id, queued.attempt()) || !behindOpenGate(step)) {
            throw on.misfit();
        }
        return now.under(now.opened().missingNothing())
                .at(new Queued(step, queued.attempt(), on.stamp().time(), queued.detail()));
    }

    private boolean fits(Position position, StepId id, int attempt) {
        return switch (position) {
            case Due due -> attempt == now.course().steps().nextAttempt(id);
            case Allowed at ->
                at.step().id().equals(id)
                        ? attempt == at.attempt()
                        : now instanceof RollingBack
                                && attempt == now.course().steps().nextAttempt(id);
            case Cleared cleared -> fits(cleared.before(), id, attempt);
            case Stopped at -> at.step().id().equals(id) && attempt == at.attempt() + 1;
            case Queued at -> at.step().id().equals(id) && attempt == at.attempt();
            case AtGate gate -> false;
            case AtStep step -> false;
            case Withdrawing withdrawing -> false;
        };
    }

    private boolean behindOpenGate(Step step) {
        boolean back = now.course().takesBack(step.id());
        return switch (now) {
            case Underway underway -> !back && underway.course().gates().opened(step.gate());
            case RollingBack rollingBack -> back;
            case Aborting aborting -> false;
        };
    }

    InMotion allowed(StepRetryAllowed allowed) {
        Stopped at = on.leaving(Stopped.class);
        if (!at.step().id().equals(allowed.stepId()) || at.attempt() != allowed.attempt()) {
            throw on.misfit();
        }
        Instant time = on.stamp().time();
        return now.at(new Allowed(at.step(), at.attempt() + 1, time, time));
    }

    InMotion resolved(DoubtResolved resolved) {
        Stopped at = on.leaving(Stopped.class);
        boolean same = at.step().id().equals(resolved.stepId()) && at.attempt() == resolved.attempt();
        if (!same || !at.inDoubt()) {
            throw on.misfit();
        }
        Instant time = on.stamp().time();
        return resolved.tookEffect()
                ? now.on(
                        now.course()
                                .ending(now.course().steps().succeeded(at.step().id()), time),
                        new Due())
                : now.at(new Allowed(at.step(), at.attempt() + 1, time, time));
    }

    InMotion blocked(StepBlockedByLock blocked) {
        AtStep at = on.leaving(AtStep.class);
        Blocker blocker =
                new Blocker(blocked.blocker(), blocked.attempts(), on.stamp().time());
        return now.at(new AtStep(at.step(), at.attempt(), at.since(), blocker, at.confirmation()));
    }

    /** A question changes nothing; its answer does. */
    InMotion askedAfter(StepId step, int attempt) {
        leaving(step, attempt);
        return now;
    }

    /** Where the rollout stands does not change: it comes upon these steps when their turn is. */
    InMotion learned(List<StepId> learned) {
        if (learned.isEmpty() || !now.course().unlearned(learned).equals(learned)) {
            throw on.misfit();
        }
        List<Step> steps = now.course().plannedOf(learned).toList();
        return now.on(now.course().with(now.course().steps().learned(steps)), now.at());
    }

    InMotion completed(StepCompleted completed) {
        Step step = leaving(completed.stepId(), completed.attempt());
        Steps steps = now.course().steps().completed(step, completed.rows());
        return now.on(now.course().ending(steps, on.stamp().time()), new Due());
    }

    /** A step that was withdrawn keeps nobody from going on; any other waits for somebody. */
    InMotion stopped(StepId id, int attempt, Failure failure) {
        Step step = leaving(id, attempt);
        Position next = now.at() instanceof Withdrawing
                ? new Due()
                : new Stopped(step, attempt, on.stamp().time(), failure);
        return now.on(now.course().with(now.course().steps().ended(step)), next);
    }

    InMotion expired(EvidenceExpired expired) {
        Step step = leaving(expired.stepId(), expired.attempt());
        Instant time = on.stamp().time();
        return now.at() instanceof AtStep at
                ? now.at(new Allowed(step, at.attempt() + 1, time, at.since().plus(BETWEEN_CONFIRMATIONS)))
                : now.at(new Due());
    }

    private Step leaving(StepId id, int attempt) {
        if (now.at() instanceof AtStep at && at.step().id().equals(id) && at.attempt() == attempt) {
            return at.step();
        }
        if (now.at() instanceof Withdrawing at && at.step().id().equals(id) && at.attempt() == attempt) {
            return at.step();
        }
        throw on.misfit();
    }
}
