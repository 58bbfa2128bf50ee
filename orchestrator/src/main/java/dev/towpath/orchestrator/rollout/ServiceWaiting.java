package dev.towpath.orchestrator.rollout;

import dev.towpath.orchestrator.rollout.stage.StageRules;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;

/**
 * Whether a rollout may go on as soon as the services do something. Nothing in its own history tells when, so whoever
 * watches presence sends {@link RolloutCommand.NoticeTime} while this is so: about once a second, also when nothing
 * changed, since a word counts by when it was said. A gate at which nobody is missing only waits for people or its clock.
 */
public final class ServiceWaiting {
    private ServiceWaiting() {}

    public static boolean of(RolloutState state) {
        return state instanceof InMotion moving
                && moving.opened().isFollowed()
                && !moving.opened().paused()
                && of(moving);
    }

    private static boolean of(InMotion moving) {
        return switch (moving.at()) {
            case Position.Due due -> true;
            case Position.Allowed allowed -> true;
            case Position.AtGate(var gate) ->
                !moving.opened().missing().isNothing()
                        && StageRules.of(gate.point().stage())
                                .needAt(gate.point())
                                .asks();
            case Position.Queued queued -> false;
            case Position.Cleared cleared -> false;
            case Position.AtStep step -> false;
            case Position.Withdrawing step -> false;
            case Position.Stopped stopped -> false;
        };
    }
}
