package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.orchestrator.eventstore.Alarm;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.rollout.Asked;
import dev.towpath.orchestrator.rollout.Decision;
import dev.towpath.orchestrator.rollout.RolloutCommand;
import dev.towpath.orchestrator.rollout.RolloutDecider;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Tells a rollout the time that it asked for. The alarm is removed in the commit of what it caused, so it rings until it
 * was heard; two who ring it at once conflict, and the second finds nothing left to do.
 */
@Singleton
public final class TimeHandling {
    private final EventStore store;
    private final Rollouts rollouts;
    private final MessageCodec codec;
    private final Again again;

    TimeHandling(EventStore store, Rollouts rollouts, MessageCodec codec, Again again) {
        this.store = store;
        this.rollouts = rollouts;
        this.codec = codec;
        this.again = again;
    }

    /** {@code now} is the time by which the alarm was found due. */
    public Uni<Void> ring(Alarm alarm, Instant now) {
        return notice(RolloutId.parse(alarm.stream()), now, Append.rung(alarm));
    }

    /** Without an alarm: something outside of the history may have changed. */
    public Uni<Void> look(RolloutId id, Instant now) {
        return notice(id, now, Append.NOTHING);
    }

    private Uni<Void> notice(RolloutId id, Instant now, Append rung) {
        return again.afterConflict(() -> rollouts.rollout(id).chain(loaded -> {
            Asked asked = loaded.asked(Asked.alone("towpath", "", now));
            return switch (RolloutDecider.decide(loaded.state(), new RolloutCommand.NoticeTime(), asked)) {
                case Decision.Accepted<RolloutEvent>(var events) ->
                    rollouts.write(
                            Recording.of(loaded, events, asked, "", codec).and(rung));
                case Decision.AlreadyDone<RolloutEvent> nothingNew -> written(rung);
                case Decision.Rejected<RolloutEvent> noRollout -> written(rung);
            };
        }));
    }

    private Uni<Void> written(Append rung) {
        return rung.equals(Append.NOTHING) ? Uni.createFrom().voidItem() : store.append(rung);
    }
}
