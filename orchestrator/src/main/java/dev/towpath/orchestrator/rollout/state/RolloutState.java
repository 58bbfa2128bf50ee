package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Plan;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one rollout: the fold of its events, and of nothing else.
 *
 * <pre>
 * NoRollout -> Planning -> Underway -> Completed
 *                 |
 *                 +-> Unplannable
 * </pre>
 */
public sealed interface RolloutState {
    /** No rollout yet. */
    RolloutState NONE = new NoRollout();

    /**
     * The state after one more event.
     *
     * @param version of the event in its stream: one more than the state's
     * @throws IllegalStateException if no decision can have made this event here: the history is damaged, or of a
     *     version that this code does not know. Nothing may be decided on such a state.
     */
    static RolloutState evolve(
            RolloutState state, long version, Instant time, String actor, String reason, RolloutEvent event) {
        return RolloutFold.fold(state, new RolloutFold.Stamp(version, time, actor, reason), event);
    }

    /** Version of the last event; 0 for {@link #NONE}. */
    long version();

    /** Nothing was submitted. */
    record NoRollout() implements RolloutState {
        @Override
        public long version() {
            return 0;
        }
    }

    /** A rollout that exists. */
    sealed interface Submitted extends RolloutState {
        Opened opened();

        /** The frozen plan; empty while there is none. */
        Optional<Plan> plan();

        @Override
        default long version() {
            return opened().version();
        }
    }

    /** The agent makes the plan. */
    record Planning(Opened opened) implements Submitted {
        @Override
        public Optional<Plan> plan() {
            return Optional.empty();
        }
    }

    /** No plan could be made; final, and the target is untouched. */
    record Unplannable(Opened opened, Failure failure) implements Submitted {
        @Override
        public Optional<Plan> plan() {
            return Optional.empty();
        }
    }

    /** On the way through the stages. */
    record Underway(Opened opened, Course course, Position at) implements Submitted {
        @Override
        public Optional<Plan> plan() {
            return Optional.of(course.plan());
        }

        Underway under(Opened newOpened) {
            return new Underway(newOpened, course, at);
        }

        Underway at(Position position) {
            return new Underway(opened, course, position);
        }

        Underway on(Course newCourse, Position position) {
            return new Underway(opened, newCourse, position);
        }
    }

    /** All stages are done; final. */
    record Completed(Opened opened, Course course) implements Submitted {
        @Override
        public Optional<Plan> plan() {
            return Optional.of(course.plan());
        }
    }
}
