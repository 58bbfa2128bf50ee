package dev.towpath.orchestrator.rollout.state;

import java.util.Locale;

/** The one word that says how a rollout stands. */
public enum StateName {
    /** The agent makes the plan. */
    PLANNING,
    /** Stands before a gate. */
    WAITING,
    /** A step is with the agent. */
    RUNNING,
    /** Somebody paused it; hides what it would be otherwise. */
    PAUSED,
    /** A step failed, and somebody must decide; or no plan could be made, which is final. */
    FAILED,
    /** It is not known whether a step took effect; somebody must decide. */
    IN_DOUBT,
    /** All stages are done; final. */
    COMPLETED;

    /** The word for {@code state}. */
    public static StateName of(RolloutState.Submitted state) {
        return switch (state) {
            case RolloutState.Unplannable end -> FAILED;
            case RolloutState.Completed end -> COMPLETED;
            case RolloutState.Planning planning -> planning.opened().paused() ? PAUSED : PLANNING;
            case RolloutState.Underway underway -> underway.opened().paused() ? PAUSED : of(underway.at());
        };
    }

    private static StateName of(Position position) {
        return switch (position) {
            case Position.Due due -> RUNNING;
            case Position.AtGate at -> WAITING;
            case Position.AtStep at -> RUNNING;
            case Position.Stopped stopped -> stopped.inDoubt() ? IN_DOUBT : FAILED;
        };
    }

    /** The name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
