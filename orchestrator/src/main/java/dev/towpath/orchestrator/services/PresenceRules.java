package dev.towpath.orchestrator.services;

import dev.towpath.contracts.codec.DurationText;
import dev.towpath.orchestrator.rollout.services.InstanceSeen.Presence;
import java.time.Duration;

/**
 * Tells whether an instance lives. Pure.
 *
 * <p>Silence alone never makes an instance gone: it may be partitioned from us and still write. Only its own goodbye, an
 * operator, or the target itself, which showed sessions of it and shows none any more, can say so.
 *
 * @param silentAfter how long an instance may be silent
 * @param lease how long the target must have shown no session of a silent instance that had sessions before
 */
public record PresenceRules(Duration silentAfter, Duration lease) {
    /** Instances speak at least this often within {@link #silentAfter}. */
    private static final int WORDS_IN_TIME = 3;

    public PresenceRules {
        if (silentAfter.compareTo(Duration.ofSeconds(1)) < 0 || lease.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("towpath.services.silent-after and .lease are at least 1s");
        }
    }

    public Presence stateOf(KnownInstance instance) {
        return switch (instance.leave()) {
            case Leave.Goodbye gone -> Presence.GONE;
            case Leave.Retired gone -> Presence.GONE;
            case Leave.Stays stays -> {
                if (instance.silence().compareTo(silentAfter) <= 0) {
                    yield Presence.LIVE;
                }
                yield hasLeftTheTarget(instance) ? Presence.GONE : Presence.UNKNOWN;
            }
        };
    }

    /**
     * Whether everybody who lives had the time to speak since we listen. Until then nothing may be decided by presence:
     * who was heard before may by now be gone, or another version.
     */
    public boolean settled(Listening listening) {
        return listening.now() && listening.steadyFor().compareTo(silentAfter.dividedBy(WORDS_IN_TIME)) >= 0;
    }

    /** For people: what the state follows from, and what ends it. */
    public String detailOf(KnownInstance instance) {
        return switch (instance.leave()) {
            case Leave.Goodbye(var at) -> "Said goodbye at " + at + ".";
            case Leave.Retired(var at, var by, var reason) -> "Retired by " + by + " at " + at + ": " + reason;
            case Leave.Stays stays ->
                switch (stateOf(instance)) {
                    case LIVE -> "";
                    case UNKNOWN ->
                        "Silent for more than " + text(silentAfter) + ", so it keeps gates closed until it"
                                + " speaks, says goodbye or is retired" + untilItLeft(instance.sessions()) + ".";
                    case GONE -> "Silent, and for " + text(lease) + " the database has shown no session of it.";
                };
        };
    }

    private boolean hasLeftTheTarget(KnownInstance instance) {
        return switch (instance.sessions()) {
            case Sessions.NeverShown never -> false;
            case Sessions.Shown(var ago) -> ago.compareTo(lease) >= 0;
        };
    }

    private String untilItLeft(Sessions sessions) {
        return switch (sessions) {
            case Sessions.NeverShown never -> "";
            case Sessions.Shown shown -> ", or the database has shown no session of it for " + text(lease);
        };
    }

    private static String text(Duration duration) {
        return DurationText.format(duration);
    }
}
