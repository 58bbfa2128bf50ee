package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.LostSteps;
import dev.towpath.contracts.outcome.AgentAnnounced;
import dev.towpath.contracts.outcome.LedgerReading;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.Receipt;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import dev.towpath.orchestrator.rollout.Asked;
import dev.towpath.orchestrator.rollout.Losing;
import dev.towpath.orchestrator.rollout.state.Admission;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Compares what a new owner read in its ledger with what the log says was done, and records on the database what is new.
 *
 * <p>A reading counts once, by its identity: it comes again where Kafka or the agent's ledger delivers again, perhaps
 * after reports that it knows nothing of. The first time, everything that was reported before it is in the log, since both
 * lie in one partition and are handled in order.
 */
@Singleton
final class TargetHandling {
    private static final Logger LOG = Logger.getLogger(TargetHandling.class);

    private final EventStore store;
    private final Rollouts rollouts;
    private final MessageCodec codec;
    private final Clock clock;
    private final Again again;

    TargetHandling(EventStore store, Rollouts rollouts, MessageCodec codec, Clock clock, Again again) {
        this.store = store;
        this.rollouts = rollouts;
        this.codec = codec;
        this.clock = clock;
        this.again = again;
    }

    Uni<Void> compare(AgentAnnounced agent, LedgerReading reading, Envelope<?> outcome, OriginalRecord record) {
        return again.afterConflict(() -> store.receipt(outcome.id()).chain(found -> {
            if (found.isPresent()) {
                return store.append(Append.consumed(record.next()));
            }
            return rollouts.database(agent.database()).chain(database -> open(database)
                    .chain(open -> record(agent, reading, database, open, outcome, record)));
        }));
    }

    private Uni<List<RolloutState>> open(LoadedDatabase database) {
        return Multi.createFrom()
                .iterable(database.state().revisions().open())
                .filter(Admission::isUnderWay)
                .onItem()
                .transformToUniAndConcatenate(admission -> rollouts.alone(admission.id(), database))
                .map(LoadedRollout::state)
                .collect()
                .asList();
    }

    private Uni<Void> record(
            AgentAnnounced agent,
            LedgerReading reading,
            LoadedDatabase database,
            List<RolloutState> open,
            Envelope<?> outcome,
            OriginalRecord record) {
        DatabaseId id = agent.database();
        Asked asked = Asked.alone("agent/" + id, "", clock.instant());
        List<DatabaseEvent> news = Losing.of(database.state(), agent.systemIdentifier(), reading, open);
        news.forEach(event -> warn(id, event));
        Receipt receipt = new Receipt(outcome.id(), CommandDigest.of(record, codec), List.of(), asked.now());
        return rollouts.write(Recording.of(database, news, asked, outcome.traceparent(), codec)
                .and(Append.receipt(receipt))
                .and(Append.consumed(record.next())));
    }

    private static void warn(DatabaseId id, DatabaseEvent event) {
        if (event instanceof DatabaseEvent.TargetWentBack(var lost)) {
            LOG.warnf(
                    "database=%s its target went back in time, and has lost steps of %s",
                    id, lost.stream().map(LostSteps::rolloutId).toList());
        }
    }
}
