package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.event.Leftover;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.orchestrator.rollout.stage.StageRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one rollout: the fold of its events, and of nothing else.
 *
 * <pre>
 * NoRollout -> Planning -> Underway -> Completed
 *                 |  |         |
 *                 |  |         +-> RollingBack -> RolledBack
 *                 |  +----------------------------^
 *                 +-> Unplannable
 *
 * Planning -----------------------> Aborted
 * Underway, RollingBack -> Aborting -^      (at once, where no step is with the agent)
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

    /** There is no plan yet. */
    record Planning(Opened opened, PlanAsk ask) implements Submitted {
        Planning under(Opened newOpened) {
            return new Planning(newOpened, ask);
        }

        Planning asking(PlanAsk newAsk) {
            return new Planning(opened, newAsk);
        }

        /** Older versions asked for the plan with the submission itself. */
        PlanAsk asked() {
            return ask instanceof PlanAsk.Due ? new PlanAsk.Sent(opened.submittedAt(), InTheWay.NOTHING) : ask;
        }

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

    /** A rollout that has a plan and has not ended. */
    sealed interface InMotion extends Submitted {
        Course course();

        Position at();

        /** Whether {@code step} may be sent only if the services bear it at that moment. */
        boolean isGuarded(Step step);

        InMotion under(Opened newOpened);

        InMotion on(Course newCourse, Position position);

        default InMotion at(Position position) {
            return on(course(), position);
        }

        @Override
        default Optional<Plan> plan() {
            return Optional.of(course().plan());
        }
    }

    /** On the way through the stages. */
    record Underway(Opened opened, Course course, Position at) implements InMotion {
        @Override
        public boolean isGuarded(Step step) {
            return opened.isFollowed()
                    && StageRules.of(step.gate().stage()).needOfStep().asks();
        }

        /** Can everything so far be taken back completely? Not if a step that may run now can't. */
        public boolean reversible() {
            if (!(at instanceof Position.AtStep running)) {
                return course.reversible();
            }
            return course.reversible(course.steps().ended(running.step()).touched());
        }

        @Override
        public Underway under(Opened newOpened) {
            return new Underway(newOpened, course, at);
        }

        @Override
        public Underway on(Course newCourse, Position position) {
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

    /** On the way back through the stages, newest first. */
    record RollingBack(Opened opened, Course course, Back back, Position at) implements InMotion {
        /** The stage that is being taken back; none when nothing of any is left. */
        public Optional<PlannedStage> newest() {
            return course.newest(back.stages());
        }

        /** Whether the services were told to go back and are not known to have done so. */
        public boolean awaitsAcknowledgement() {
            return opened.isFollowed() && opened.told().back() && !opened.told().acknowledged();
        }

        @Override
        public boolean isGuarded(Step step) {
            return opened.isFollowed();
        }

        @Override
        public RollingBack under(Opened newOpened) {
            return new RollingBack(newOpened, course, back, at);
        }

        @Override
        public RollingBack on(Course newCourse, Position position) {
            return new RollingBack(opened, newCourse, back, position);
        }
    }

    /** Given up by {@code by}; the step that is with the agent is withdrawn, and its end is awaited. */
    record Aborting(Opened opened, Course course, String by, Position at) implements InMotion {
        @Override
        public boolean isGuarded(Step step) {
            return opened.isFollowed();
        }

        @Override
        public Aborting under(Opened newOpened) {
            return new Aborting(newOpened, course, by, at);
        }

        @Override
        public Aborting on(Course newCourse, Position position) {
            return new Aborting(opened, newCourse, by, position);
        }
    }

    /**
     * Given up, and the schema stayed as it was at that moment; final.
     *
     * @param course empty if it was given up before there was a plan
     * @param leftovers what the rollout made and left
     */
    record Aborted(Opened opened, Optional<Course> course, List<Leftover> leftovers) implements Submitted {
        public Aborted {
            leftovers = List.copyOf(leftovers);
        }

        @Override
        public Optional<Plan> plan() {
            return course.map(Course::plan);
        }
    }

    /**
     * The database is as it was before; final.
     *
     * @param course empty if it was given up before there was a plan
     */
    record RolledBack(Opened opened, Optional<Course> course) implements Submitted {
        @Override
        public Optional<Plan> plan() {
            return course.map(Course::plan);
        }
    }
}
