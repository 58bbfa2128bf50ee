package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.letter.DeadReason;
import dev.towpath.contracts.outcome.AgentAnnounced;
import dev.towpath.contracts.outcome.LedgerReading;
import dev.towpath.contracts.outcome.LedgerReported;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.PlanDrafted;
import dev.towpath.contracts.outcome.PlanPreviewed;
import dev.towpath.contracts.outcome.PlanRefused;
import dev.towpath.contracts.outcome.StepBlocked;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.orchestrator.databases.PostgresAgentsSeen;
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
import org.jboss.logging.Logger;

/**
 * One report of an agent. What is about a rollout becomes a command to it; receipt, position and events are one commit.
 * Announcements and previews are kept beside the history.
 *
 * <p>Duplicates are told by identity. Sequence numbers tell loss: an agent's reports lie in one partition, in order, so a
 * number that was jumped over was lost, or lies in the dead letters until somebody puts it back. Nobody waits for it: it is
 * counted and logged, and each report is judged as it is. The decider accepts only what fits the step and attempt that
 * run, so that a rollout can't be led on by a report whose forerunner is missing.
 */
@Singleton
public final class OutcomeHandling {
    private static final Logger LOG = Logger.getLogger(OutcomeHandling.class);

    private final EventStore store;
    private final Rollouts rollouts;
    private final PostgresAgentsSeen agents;
    private final PreviewAnswers previews;
    private final TargetHandling targets;
    private final LedgerHandling ledgers;
    private final MessageCodec codec;
    private final Clock clock;
    private final HandlingMetrics metrics;
    private final Again again;

    OutcomeHandling(
            EventStore store,
            Rollouts rollouts,
            PostgresAgentsSeen agents,
            PreviewAnswers previews,
            TargetHandling targets,
            LedgerHandling ledgers,
            MessageCodec codec,
            Clock clock,
            HandlingMetrics metrics,
            Again again) {
        this.store = store;
        this.rollouts = rollouts;
        this.agents = agents;
        this.previews = previews;
        this.targets = targets;
        this.ledgers = ledgers;
        this.codec = codec;
        this.clock = clock;
        this.metrics = metrics;
        this.again = again;
    }

    public Uni<Void> handle(Envelope<? extends Outcome> outcome, OriginalRecord record) {
        Append read = Append.consumed(record.next());
        return switch (outcome.data()) {
            case AgentAnnounced announced ->
                announced
                        .ledger()
                        .map(reading -> compare(announced, reading, outcome, record))
                        .orElseGet(() -> agents.heard(announced, clock.instant())
                                .chain(() -> store.append(read.and(question(announced)))));
            case LedgerReported reported -> learn(reported, outcome, record);
            case PlanPreviewed previewed -> previews.keep(previewed).chain(() -> store.append(read));
            case PlanDrafted(var id, var plan) -> tell(id, new RolloutCommand.RecordPlan(plan), outcome, record);
            case PlanRefused(var id, var failure, var conflicts) ->
                tell(
                        id,
                        conflicts.isEmpty()
                                ? new RolloutCommand.RecordPlanningFailure(failure)
                                : new RolloutCommand.RecordPlanConflicts(conflicts),
                        outcome,
                        record);
            case StepBlocked blocked ->
                tell(blocked.rolloutId(), new RolloutCommand.RecordStepBlocked(blocked), outcome, record);
            case StepSucceeded succeeded ->
                tell(succeeded.rolloutId(), new RolloutCommand.RecordStepSuccess(succeeded), outcome, record);
            case StepFailed failed ->
                tell(failed.rolloutId(), new RolloutCommand.RecordStepFailure(failed), outcome, record);
        };
    }

    /** It may have waited long in the agent's ledger, so that it does not say that the agent lives. */
    private Uni<Void> compare(AgentAnnounced agent, LedgerReading reading, Envelope<?> outcome, OriginalRecord record) {
        return record.topic().equals(Topics.agentOutcomes(agent.database()))
                ? targets.compare(agent, reading, outcome, record)
                : ofAnother(agent.database(), record);
    }

    private Append question(AgentAnnounced announced) {
        return announced.reportsLedger() ? ledgers.question(announced.database()) : Append.NOTHING;
    }

    private Uni<Void> learn(LedgerReported reported, Envelope<?> outcome, OriginalRecord record) {
        boolean own = record.topic().equals(Topics.agentOutcomes(reported.database()))
                && reported.rollouts().stream()
                        .allMatch(account -> account.rolloutId().database().equals(reported.database()));
        return own ? ledgers.learn(reported, outcome, record) : ofAnother(reported.database(), record);
    }

    private Uni<Void> ofAnother(DatabaseId database, OriginalRecord record) {
        return unexpected(
                "OutcomeUnexpected",
                "database " + database + " is not this agent's",
                Append.consumed(record.next()),
                record);
    }

    private Uni<Void> tell(RolloutId id, RolloutCommand command, Envelope<?> outcome, OriginalRecord record) {
        String source = outcome.id().source();
        return again.afterConflict(() -> Uni.combine()
                .all()
                .unis(store.receipt(outcome.id()), rollouts.rollout(id), store.heard(source, id.toString()))
                .asTuple()
                .chain(facts -> facts.getItem1().isPresent()
                        ? seenBefore(facts.getItem3(), outcome, record)
                        : decide(facts.getItem2(), facts.getItem3(), id, command, outcome, record)));
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
        Asked asked = rollout.asked(Asked.alone("agent/" + id.database(), "", clock.instant()));
        Receipt receipt = new Receipt(outcome.id(), CommandDigest.of(record, codec), List.of(), asked.now());
        Append handled =
                Append.receipt(receipt).and(Append.consumed(record.next())).and(notice(heard, outcome));
        if (!record.topic().equals(Topics.agentOutcomes(id.database()))) {
            return unexpected("OutcomeUnexpected", "rollout " + id + " is not this agent's", handled, record);
        }
        return switch (RolloutDecider.decide(rollout.state(), command, asked)) {
            case Decision.Accepted<RolloutEvent>(var events) -> {
                metrics.outcomeHandled("recorded");
                yield store.append(Recording.of(rollout, events, asked, outcome.traceparent(), codec)
                        .and(handled));
            }
            case Decision.AlreadyDone<RolloutEvent> nothingNew -> {
                metrics.outcomeHandled("nothing_new");
                yield store.append(handled);
            }
            case Decision.Rejected<RolloutEvent> forgotten
            when outcome.streamVersion() > rollout.head().version() -> forgotten(id, outcome, handled);
            case Decision.Rejected<RolloutEvent>(var rejection) ->
                unexpected(rejection.rule(), rejection.detail(), handled, record);
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
    private Uni<Void> unexpected(String rule, String detail, Append handled, OriginalRecord record) {
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
