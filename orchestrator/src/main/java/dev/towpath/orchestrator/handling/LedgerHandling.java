package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.agent.ReportLedger;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.StoreWentBack;
import dev.towpath.contracts.event.LedgerAhead;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.outcome.LedgerReported;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.eventstore.Receipt;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import dev.towpath.orchestrator.rollout.Asked;
import dev.towpath.orchestrator.rollout.Decision;
import dev.towpath.orchestrator.rollout.Learning;
import dev.towpath.orchestrator.rollout.RolloutCommand;
import dev.towpath.orchestrator.rollout.RolloutDecider;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * A store that was put back. Each agent is asked once in the life of this process what its ledger knows, when it is first
 * heard of and its database is known: a store is put back only while nobody works on it. What the answer knows more is
 * recorded on the database, and learned by its rollouts.
 *
 * <p>What was said before this process began is read again by a store that was put back, and what was done by then may have
 * been taken back in what that has forgotten: no step is learned from it. The agent is asked anew.
 *
 * <p>The answer lies behind every report that was made before it, so that these were read again when it comes. The rollouts
 * learn first, each in a commit of its own, and a crash between them has the answer judged again: who has learned it learns
 * nothing new.
 */
@Singleton
final class LedgerHandling {
    private static final Logger LOG = Logger.getLogger(LedgerHandling.class);

    /** No store is put back to a moment before this; what ended earlier need not be told. */
    private static final Duration LONGEST_BACK = Duration.ofDays(60);

    private final EventStore store;
    private final Rollouts rollouts;
    private final MessageCodec codec;
    private final Clock clock;
    private final Again again;
    private final HandlingMetrics metrics;
    private final Instant started;
    private final Set<DatabaseId> asked = ConcurrentHashMap.newKeySet();

    LedgerHandling(
            EventStore store,
            Rollouts rollouts,
            MessageCodec codec,
            Clock clock,
            Again again,
            HandlingMetrics metrics) {
        this.store = store;
        this.rollouts = rollouts;
        this.codec = codec;
        this.clock = clock;
        this.again = again;
        this.metrics = metrics;
        this.started = clock.instant();
    }

    /**
     * Asks, unless the agent was asked before, or the log does not know the database: then nothing could be recorded of
     * the answer.
     */
    Uni<Void> ask(DatabaseId database) {
        return asked.contains(database)
                ? Uni.createFrom().voidItem()
                : rollouts.database(database)
                        .chain(loaded -> loaded.state() instanceof DatabaseState.Registered
                                ? store.append(question(database)).invoke(() -> asked.add(database))
                                : Uni.createFrom().voidItem());
    }

    private Append question(DatabaseId database) {
        Instant now = clock.instant();
        MessageId id = new MessageId(Recording.SOURCE, LedgerQuestion.at(now));
        ReportLedger question = new ReportLedger(database, now.minus(LONGEST_BACK));
        Envelope<?> message = new Envelope<>(id, now, database.value(), 0, 0, "", question);
        return Append.message(OutboxMessage.of(Topics.agentCommands(database), "ledger/" + database, message, codec));
    }

    Uni<Void> learn(LedgerReported reported, Envelope<?> outcome, OriginalRecord record) {
        LedgerReported report = LedgerQuestion.isStale(outcome, started) ? withoutSteps(reported) : reported;
        return again.afterConflict(() -> store.receipt(outcome.id())
                .chain(found -> found.isPresent()
                        ? store.append(Append.consumed(record.next()))
                        : rollouts.database(report.database()).chain(database -> logged(report, database)
                                .chain(logged -> learn(report, database, logged, outcome, record)))));
    }

    private static LedgerReported withoutSteps(LedgerReported report) {
        List<LedgerReported.Account> accounts = report.rollouts().stream()
                .map(account -> new LedgerReported.Account(
                        account.rolloutId(), account.received(), account.history(), List.of()))
                .toList();
        return new LedgerReported(report.database(), accounts, report.complete());
    }

    private Uni<Map<RolloutId, Learning.Logged>> logged(LedgerReported report, LoadedDatabase database) {
        return Multi.createFrom()
                .iterable(report.rollouts())
                .onItem()
                .transformToUniAndConcatenate(account -> rollouts.alone(account.rolloutId(), database))
                .collect()
                .in(
                        HashMap::new,
                        (all, loaded) -> all.put(
                                RolloutId.parse(loaded.head().stream()),
                                new Learning.Logged(
                                        loaded.state(), loaded.head().commandsSent())));
    }

    private Uni<Void> learn(
            LedgerReported report,
            LoadedDatabase database,
            Map<RolloutId, Learning.Logged> logged,
            Envelope<?> outcome,
            OriginalRecord record) {
        Optional<DatabaseEvent> news = Learning.of(database.state(), report, logged);
        List<LedgerAhead> ahead =
                news.map(event -> ((StoreWentBack) event).ahead()).orElse(List.of());
        return Multi.createFrom()
                .iterable(ahead)
                .onItem()
                .transformToUniAndConcatenate(found -> learn(report, found.rolloutId(), outcome))
                .collect()
                .asList()
                .chain(() -> again.afterConflict(() -> rollouts.database(report.database())
                        .chain(now -> note(report.database(), now, news, outcome, record))));
    }

    private Uni<Void> learn(LedgerReported report, RolloutId id, Envelope<?> outcome) {
        List<LedgerReported.Account> accounts = report.rollouts().stream()
                .filter(account -> account.rolloutId().equals(id))
                .toList();
        return again.afterConflict(() -> rollouts.rollout(id).chain(rollout -> {
            if (rollout.head().version() == 0) {
                return Uni.createFrom().voidItem();
            }
            Asked by = rollout.asked(by(id.database()));
            RolloutCommand learn =
                    new RolloutCommand.LearnFromLedger(accounts.getFirst().steps());
            return RolloutDecider.decide(rollout.state(), learn, by)
                            instanceof Decision.Accepted<RolloutEvent>(var events)
                    ? rollouts.write(Recording.of(rollout, events, by, outcome.traceparent(), codec))
                    : Uni.createFrom().voidItem();
        }));
    }

    private Uni<Void> note(
            DatabaseId id,
            LoadedDatabase database,
            Optional<DatabaseEvent> news,
            Envelope<?> outcome,
            OriginalRecord record) {
        Asked by = by(id);
        Receipt receipt = new Receipt(outcome.id(), CommandDigest.of(record, codec), List.of(), by.now());
        news.ifPresent(event -> {
            metrics.storeWentBack();
            LOG.warnf("database=%s its ledger is ahead of the log, which was put back: %s", id, event);
        });
        return rollouts.write(Recording.of(database, news.stream().toList(), by, outcome.traceparent(), codec)
                .and(Append.receipt(receipt))
                .and(Append.consumed(record.next())));
    }

    private Asked by(DatabaseId id) {
        return Asked.alone("agent/" + id, "", clock.instant());
    }
}
