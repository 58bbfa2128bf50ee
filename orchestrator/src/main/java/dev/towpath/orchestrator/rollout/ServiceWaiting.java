package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.spec.ServiceSpec;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;

/**
 * Whether a rollout may go on as soon as the services do something. Nothing in its own history tells when, so whoever
 * watches presence sends {@link RolloutCommand.NoticeTime} while this is so: about once a second, also when nothing
 * changed, since a word counts by when it was said.
 */
public final class ServiceWaiting {
    private ServiceWaiting() {}

    public static boolean of(RolloutState state) {
        return state instanceof Underway underway
                && !underway.opened().paused()
                && underway.opened().spec().services().values().stream()
                        .anyMatch(ServiceSpec.Following.class::isInstance);
    }
}
