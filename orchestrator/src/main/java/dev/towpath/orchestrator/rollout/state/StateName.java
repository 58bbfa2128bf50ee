package dev.towpath.orchestrator.rollout.state;

import java.util.Locale;

/** The one word that says how a rollout stands. */
public enum StateName {
    /** The agent makes the plan. */
    PLANNING,
    /** Stands before a gate, waits for services, for room on the database, for others before it is planned, or for somebody to start it. */
    WAITING,
    /** A step is with the agent. */
    RUNNING,
    /** Somebody paused it; hides what it would be otherwise. */
    PAUSED,
    /** A step failed, and somebody must decide; or no plan could be made, which is final. */
    FAILED,
    /** It is not known whether a step took effect, or the target has lost the effect of some; somebody must decide. */
    IN_DOUBT,
    /** On the way back; hidden while it is paused or an undo step stopped. */
    ROLLING_BACK,
    /** The database is as it was before; final. */
    ROLLED_BACK,
    /** Given up; the schema stayed as it was at that moment; final. */
    ABORTED,
    /** All stages are done; final. */
    COMPLETED;

    /** The word for {@code state}. */
    public static StateName of(RolloutState.Submitted state) {
        return switch (state) {
            case RolloutState.Unplannable end -> FAILED;
            case RolloutState.Completed end -> COMPLETED;
            case RolloutState.Planning planning when planning.opened().paused() -> PAUSED;
            case RolloutState.Planning planning -> planning.ask() instanceof PlanAsk.HeldBack ? WAITING : PLANNING;
            case RolloutState.RolledBack end -> ROLLED_BACK;
            case RolloutState.Aborted end -> ABORTED;
            case RolloutState.Aborting aborting -> RUNNING;
            case RolloutState.InMotion moving when moving.opened().paused() -> PAUSED;
            case RolloutState.InMotion moving when moving.opened().lost().isPresent() -> IN_DOUBT;
            case RolloutState.Underway underway -> forward(underway);
            case RolloutState.RollingBack back ->
                back.at() instanceof Position.Stopped stopped ? of(stopped) : ROLLING_BACK;
        };
    }

    private static StateName forward(RolloutState.Underway underway) {
        StateName moving = underway.opened().missing().isNothing() ? RUNNING : WAITING;
        return switch (underway.at()) {
            case Position.Due due -> underway.opened().withheld() ? WAITING : moving;
            case Position.Allowed allowed -> moving;
            case Position.Cleared cleared -> RUNNING;
            case Position.AtGate at -> WAITING;
            case Position.Queued at -> WAITING;
            case Position.AtStep at -> RUNNING;
            case Position.Withdrawing withdrawing -> RUNNING;
            case Position.Stopped stopped -> of(stopped);
        };
    }

    private static StateName of(Position.Stopped stopped) {
        return stopped.inDoubt() ? IN_DOUBT : FAILED;
    }

    /** The name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
