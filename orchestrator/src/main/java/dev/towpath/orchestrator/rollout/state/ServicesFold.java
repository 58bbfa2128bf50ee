package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.Phase;
import dev.towpath.contracts.event.RolloutEvent.ServicesAwaited;
import dev.towpath.contracts.event.RolloutEvent.ServicesConfirmed;
import dev.towpath.orchestrator.rollout.state.Position.Allowed;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.Position.AtStep;
import dev.towpath.orchestrator.rollout.state.Position.Cleared;
import dev.towpath.orchestrator.rollout.state.Position.Confirmation;
import dev.towpath.orchestrator.rollout.state.Position.Due;
import dev.towpath.orchestrator.rollout.state.Position.Queued;
import dev.towpath.orchestrator.rollout.state.Position.Stopped;
import dev.towpath.orchestrator.rollout.state.Position.Withdrawing;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import java.time.Instant;

/** What services are told, and what they were seen to do. */
record ServicesFold(InMotion now, MotionFold on) {
    InMotion told(Phase phase) {
        on.leaving(Due.class);
        Opened opened = now.opened();
        return now.under(
                opened.telling(opened.told().announced(phase, on.stamp().time())));
    }

    InMotion acknowledged(Phase phase) {
        on.leaving(Due.class);
        Opened opened = now.opened();
        if (opened.phase() != phase || opened.told().acknowledged()) {
            throw on.misfit();
        }
        return now.under(opened.telling(opened.told().seenBy()).missingNothing());
    }

    InMotion awaited(ServicesAwaited awaited) {
        Instant time = on.stamp().time();
        Opened opened = now.opened();
        InMotion informed = now.under(opened.missing(opened.missing().now(awaited.missing(), time)));
        return switch (now.at()) {
            case Due due -> informed;
            case Allowed allowed -> informed;
            case AtGate gate -> informed;
            case Queued at -> informed.at(new Allowed(at.step(), at.attempt(), time, time));
            case Cleared cleared -> throw on.misfit();
            case AtStep step -> throw on.misfit();
            case Withdrawing step -> throw on.misfit();
            case Stopped stopped -> throw on.misfit();
        };
    }

    InMotion confirmed(ServicesConfirmed confirmed) {
        if (!(now.at() instanceof Due || now.at() instanceof Allowed || now.at() instanceof Queued)) {
            throw on.misfit();
        }
        Confirmation confirmation = new Confirmation(confirmed.evidence(), confirmed.validUntil());
        return now.under(now.opened().missingNothing()).at(new Cleared(now.at(), confirmation));
    }
}
