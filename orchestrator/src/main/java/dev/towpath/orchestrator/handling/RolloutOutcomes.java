package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.letter.DeadReason;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.HeardSequence;
import dev.towpath.orchestrator.eventstore.Receipt;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import dev.towpath.orchestrator.rollout.Asked;
import dev.towpath.orchestrator.rollout.Decision;
import dev.towpath.orchestrator.rollout.RolloutCommand;
import dev.towpath.orchestrator.rollout.RolloutDecider;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What an agent reports of a rollout, as a command to it. Receipt, position and events are one commit.
 *
 * <p>Duplicates are told by identity. Sequence numbers tell loss: an agent's reports lie in one partition, in order, so a
 * number that was jumped over was lost, or lies in the dead letters until somebody puts it back. Nobody waits for it: it is
 * counted and logged, and each report is judged as it is. The decider accepts only what fits the step and attempt that
 * run, so that a rollout can't be led on by a report whose forerunner is missing.
 *
 * <p>A report is first judged by what this process knows of the rollout. If that makes it the next one and welcome, the
 * store is asked nothing: it looks while it writes. In every other case, and if the store refuses, all is read.
 */
@Singleton
final class RolloutOutcomes {
    private static final Logger LOG = Logger.getLogger(RolloutOutcomes.class);

    private final EventStore store;
    private final Rollouts rollouts;
    private final MessageCodec codec;
    private final Clock clock;
    private final HandlingMetrics metrics;
    private final Again again;
    private final Causes causes;

    RolloutOutcomes(
            EventStore store,
            Rollouts rollouts,
            MessageCodec codec,
            Clock clock,
            HandlingMetrics metrics,
            Again again) {
        this.store = store;
        this.rollouts = rollouts;
        this.codec = codec;
        this.clock = clock;
        this.metrics = metrics;
        this.again = again;
        this.causes = new Causes(store);
    }

    Uni<Void> tell(RolloutId id, RolloutCommand command, Envelope<?> outcome, OriginalRecord record) {
        String source = outcome.id().source();
        return again.afterConflict(() -> known(id, command, outcome, record), () -> Uni.combine()
                .all()
                .unis(store.receipt(outcome.id()), rollouts.rollout(id), store.heard(source, id.toString()))
                .asTuple()
                .chain(facts -> facts.getItem1().isPresent()
                        ? seenBefore(facts.getItem3(), outcome, record)
                        : decide(facts.getItem2(), facts.getItem3(), id, command, outcome, record)));
    }

    /** That there is no receipt the store finds out by itself. */
    private Optional<Uni<Void>> known(
            RolloutId id, RolloutCommand command, Envelope<?> outcome, OriginalRecord record) {
        HeardSequence before = new HeardSequence(outcome.id().source(), id.toString(), outcome.sequence() - 1);
        if (before.sequence() < 1 || !record.topic().equals(Topics.agentOutcomes(id.database()))) {
            return Optional.empty();
        }
        return rollouts.kept(id).flatMap(rollout -> {
            Asked asked = asked(rollout, id);
            return RolloutDecider.decide(rollout.state(), command, asked)
                            instanceof Decision.Accepted<RolloutEvent>(var events)
                    ? Optional.of(rollouts.write(
                                    Recording.of(rollout, events, asked, outcome.traceparent(), codec)
                                            .and(handled(asked, before, outcome, record)),
                                    rollout.grounds(before))
                            .invoke(() -> metrics.outcomeHandled("recorded")))
                    : Optional.empty();
        });
    }

    private Asked asked(LoadedRollout rollout, RolloutId id) {
        return rollout.asked(Asked.alone("agent/" + id.database(), "", clock.instant()));
    }

    private Append handled(Asked asked, HeardSequence heard, Envelope<?> outcome, OriginalRecord record) {
        Receipt receipt = new Receipt(outcome.id(), CommandDigest.of(record, codec), List.of(), asked.now());
        return Append.receipt(receipt).and(Append.consumed(record.next())).and(notice(heard, outcome));
    }

    private Uni<Void> seenBefore(HeardSequence heard, Envelope<?> outcome, OriginalRecord record) {
        metrics.outcomeHandled("seen");
        return store.append(Append.consumed(record.next()).and(saidAgain(heard, outcome)));
    }

    private Uni<Void> decide(
            LoadedRollout rollout,
            HeardSequence heard,
            RolloutId id,
            RolloutCommand command,
            Envelope<?> outcome,
            OriginalRecord record) {
        Asked asked = asked(rollout, id);
        Append handled = handled(asked, heard, outcome, record);
        if (!record.topic().equals(Topics.agentOutcomes(id.database()))) {
            return unexpected("OutcomeUnexpected", "rollout " + id + " is not this agent's", handled, record);
        }
        return switch (RolloutDecider.decide(rollout.state(), command, asked)) {
            case Decision.Accepted<RolloutEvent>(var events) -> {
                metrics.outcomeHandled("recorded");
                yield rollouts.write(Recording.of(rollout, events, asked, outcome.traceparent(), codec)
                        .and(handled));
            }
            case Decision.AlreadyDone<RolloutEvent> nothingNew -> {
                metrics.outcomeHandled("nothing_new");
                yield store.append(handled);
            }
            case Decision.Rejected<RolloutEvent>(var rejection) ->
                causes.isForgotten(id, rollout, outcome)
                        .chain(forgotten -> forgotten
                                ? forgotten(id, outcome, handled)
                                : unexpected(rejection.rule(), rejection.detail(), handled, record));
        };
    }

    /** What caused it is not in the log: the store was put back, and what was done is learned from the ledger instead. */
    private Uni<Void> forgotten(RolloutId id, Envelope<?> outcome, Append handled) {
        metrics.outcomeHandled("forgotten");
        LOG.warnf(
                "rollout=%s message_id=%s answers what the log does not know any more, from version %d on",
                id, outcome.id(), outcome.streamVersion());
        return store.append(handled);
    }

    /** Judged, and so handled: the receipt says so, and a replay of the letter changes nothing. */
    Uni<Void> unexpected(String rule, String detail, Append handled, OriginalRecord record) {
        metrics.outcomeHandled("unexpected");
        metrics.deadLetter(record.topic(), rule);
        LOG.warnf("message_id=%s@%d goes to the dead letters: %s: %s", record.topic(), record.offset(), rule, detail);
        DeadReason reason = DeadReason.plain(Recording.SOURCE, rule, detail);
        return store.append(handled.and(Append.message(record.asDeadLetter(reason))));
    }

    /** An end that is said once more has a number of its own; a record that is read once more has not. */
    private Append saidAgain(HeardSequence heard, Envelope<?> outcome) {
        return outcome.sequence() > heard.sequence() ? notice(heard, outcome) : Append.NOTHING;
    }

    private Append notice(HeardSequence heard, Envelope<?> outcome) {
        long sequence = outcome.sequence();
        if (sequence == 0) {
            return Append.NOTHING;
        }
        if (sequence != heard.sequence() + 1) {
            metrics.outcomesLost();
            LOG.warnf(
                    "rollout=%s: %s reports number %d after number %d; what is between was lost, repeated or put aside",
                    heard.subject(), heard.source(), sequence, heard.sequence());
        }
        return Append.heard(new HeardSequence(heard.source(), heard.subject(), sequence));
    }
}
