package dev.towpath.orchestrator.rollout.view;

import dev.towpath.contracts.Phase;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.event.Leftover;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.orchestrator.rollout.state.Course;
import dev.towpath.orchestrator.rollout.state.Lost;
import dev.towpath.orchestrator.rollout.state.Opened;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborting;
import dev.towpath.orchestrator.rollout.state.RolloutState.Completed;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.RolloutState.RolledBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import dev.towpath.orchestrator.rollout.state.RolloutState.Unplannable;
import dev.towpath.orchestrator.rollout.state.StateName;
import java.time.Instant;
import java.util.List;

/**
 * A rollout as people see it, as far as the log tells. What is only observed (the agent's silence, rows per second) is
 * added by who observes it.
 *
 * @param stage the stage that it is in, before whose gate it stands, or that it takes back, by its wire name; empty while
 *     there is no plan, and when nothing of any stage is left
 * @param waitingFor what must happen before it goes on, and why it goes back; empty while a step runs freely, and at the
 *     end
 * @param conditions of the gate that it waits at, met or not; empty if it waits at none
 * @param skipped the gates that somebody skipped, marked for ever; oldest first
 * @param failure the failure that stopped it; at most one
 * @param last whether the state is final
 * @param reversible whether everything done so far can be taken back completely
 * @param mayDo one sentence: what one may do now
 * @param leftovers what an aborted rollout left in the database
 */
public record RolloutView(
        RolloutId id,
        StateName state,
        String stage,
        Phase phase,
        List<WaitingFor> waitingFor,
        List<GateCondition> conditions,
        List<SkippedGate> skipped,
        Progress progress,
        List<Failure> failure,
        long version,
        boolean last,
        boolean reversible,
        String mayDo,
        List<Leftover> leftovers) {
    /**
     * One thing that a rollout waits for.
     *
     * @param condition {@code start}, {@code plan}, {@code revisions}, {@code rollouts}, {@code budget},
     *     {@code approvals}, {@code rejections}, {@code freeze}, {@code soak}, {@code keep_for}, {@code window},
     *     {@code services}, {@code lock}, {@code doubt}, {@code retry}, {@code withdrawal}, {@code rollback}, {@code resume} or
     *     {@code database}
     */
    public record WaitingFor(String condition, Instant since, String detail) {}

    /**
     * One condition of the gate that a rollout waits at.
     *
     * @param condition {@code approvals}, {@code rejections}, {@code freeze}, {@code soak}, {@code keep_for},
     *     {@code window} or
     *     {@code services}
     * @param since when it came to be met, or to be needed
     * @param detail one sentence: the evidence if it is met, else what is missing
     * @param needs one sentence: what would meet it; empty if it is met
     */
    public record GateCondition(
            String gate, String condition, boolean met, Instant since, String detail, String needs) {}

    /** A gate that somebody skipped, and why. */
    public record SkippedGate(String gate, String by, String reason, Instant at) {}

    /**
     * How far the plan is executed; on the way back, how far what was done is taken back.
     *
     * @param step the step that runs or stopped; empty if none does
     * @param title what that step does, in one line; empty if there is none
     * @param attempt of that step; 0 if there is none
     * @param rows written or compared by the steps that are done
     */
    public record Progress(int stepsDone, int stepsTotal, String step, String title, int attempt, long rows) {
        static final Progress NONE = new Progress(0, 0, "", "", 0, 0);
    }

    public RolloutView {
        waitingFor = List.copyOf(waitingFor);
        conditions = List.copyOf(conditions);
        skipped = List.copyOf(skipped);
        failure = List.copyOf(failure);
        leftovers = List.copyOf(leftovers);
    }

    /**
     * The view at one moment.
     *
     * @param now what the clock conditions are judged by
     */
    public static RolloutView of(Submitted state, Instant now) {
        Opened opened = state.opened();
        return new RolloutView(
                opened.id(),
                StateName.of(state),
                stage(state),
                opened.phase(),
                Waiting.of(state, now),
                AtGateNow.conditions(state, now),
                AtGateNow.skipped(state),
                Going.progress(state),
                failure(state),
                opened.version(),
                isFinal(state),
                reversible(state),
                MayDo.of(state),
                state instanceof Aborted aborted ? aborted.leftovers() : List.of());
    }

    private static String stage(Submitted state) {
        return switch (state) {
            case Planning planning -> "";
            case Unplannable end -> "";
            case Underway underway -> stage(underway.course());
            case RollingBack back ->
                back.newest().map(planned -> planned.stage().wireName()).orElse("");
            case Aborting aborting -> stage(aborting.course());
            case Aborted end -> end.course().map(RolloutView::stage).orElse("");
            case RolledBack end -> "";
            case Completed end -> stage(end.course());
        };
    }

    private static String stage(Course course) {
        return course.current()
                .orElseGet(() -> course.plan().stages().getLast())
                .stage()
                .wireName();
    }

    private static List<Failure> failure(Submitted state) {
        return switch (state) {
            case Unplannable end -> List.of(end.failure());
            case InMotion moving
            when moving.opened().lost().isPresent() ->
                moving.opened().lost().map(Lost::failure).stream().toList();
            case InMotion moving ->
                moving.at() instanceof Position.Stopped stopped ? List.of(stopped.failure()) : List.of();
            case Planning planning -> List.of();
            case RolledBack end -> List.of();
            case Aborted end -> List.of();
            case Completed end -> List.of();
        };
    }

    private static boolean isFinal(Submitted state) {
        return state instanceof Completed
                || state instanceof Unplannable
                || state instanceof RolledBack
                || state instanceof Aborted;
    }

    private static boolean reversible(Submitted state) {
        return switch (state) {
            case Underway underway -> underway.reversible();
            case Completed end -> end.course().reversible();
            case RollingBack back -> true;
            case Aborting aborting -> false;
            case Aborted end -> end.leftovers().isEmpty();
            case RolledBack end -> true;
            case Planning planning -> true;
            case Unplannable end -> true;
        };
    }
}
