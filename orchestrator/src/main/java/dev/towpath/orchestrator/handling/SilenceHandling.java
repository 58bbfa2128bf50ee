package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.orchestrator.config.TowpathConfig;
import dev.towpath.orchestrator.databases.AgentSeen;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.rollout.AgentSilence;
import dev.towpath.orchestrator.rollout.Asked;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Records on a database that nothing is heard of its agent, or that it is heard again. */
@Singleton
public final class SilenceHandling {
    private final EventStore store;
    private final Rollouts rollouts;
    private final MessageCodec codec;
    private final Duration silentAfter;
    private final Again again;

    SilenceHandling(EventStore store, Rollouts rollouts, MessageCodec codec, TowpathConfig config, Again again) {
        this.store = store;
        this.rollouts = rollouts;
        this.codec = codec;
        this.silentAfter = config.agent().silentAfter();
        this.again = again;
    }

    /**
     * Appends nothing if there is nothing new. Two orchestrators who notice the same at once conflict, and one finds it
     * known.
     *
     * @return whether the agent is silent by what is recorded now
     */
    public Uni<Boolean> notice(AgentSeen agent, Instant listeningSince, Instant now) {
        DatabaseId database = agent.announced().database();
        return again.afterConflict(() -> rollouts.database(database).chain(loaded -> {
            List<DatabaseEvent> news =
                    AgentSilence.of(loaded.state(), agent.seenAt(), listeningSince, now, silentAfter);
            boolean was = loaded.state().agentSilentSince().isPresent();
            return news.isEmpty()
                    ? Uni.createFrom().item(was)
                    : rollouts.write(Recording.of(loaded, news, Asked.alone("towpath", "", now), "", codec))
                            .replaceWith(!was);
        }));
    }
}
