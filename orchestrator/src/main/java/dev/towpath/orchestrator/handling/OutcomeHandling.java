package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.Topics;
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
import dev.towpath.orchestrator.databases.AgentsHeard;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import dev.towpath.orchestrator.rollout.RolloutCommand;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;

/** One report of an agent. What is about a rollout becomes a command to it; announcements and previews are kept beside. */
@Singleton
public final class OutcomeHandling {
    private final EventStore store;
    private final AgentsHeard agents;
    private final PreviewAnswers previews;
    private final TargetHandling targets;
    private final LedgerHandling ledgers;
    private final RolloutOutcomes outcomes;
    private final Clock clock;

    OutcomeHandling(
            EventStore store,
            AgentsHeard agents,
            PreviewAnswers previews,
            TargetHandling targets,
            LedgerHandling ledgers,
            RolloutOutcomes outcomes,
            Clock clock) {
        this.store = store;
        this.agents = agents;
        this.previews = previews;
        this.targets = targets;
        this.ledgers = ledgers;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    public Uni<Void> handle(Envelope<? extends Outcome> outcome, OriginalRecord record) {
        Append read = Append.consumed(record.next());
        return switch (outcome.data()) {
            case AgentAnnounced announced ->
                announced
                        .ledger()
                        .map(reading -> compare(announced, reading, outcome, record))
                        .orElseGet(() ->
                                ask(announced).chain(() -> agents.heard(announced, clock.instant(), record.next())));
            case LedgerReported reported -> learn(reported, outcome, record);
            case PlanPreviewed previewed -> previews.keep(previewed).chain(() -> store.append(read));
            case PlanDrafted(var id, var plan) ->
                outcomes.tell(id, new RolloutCommand.RecordPlan(plan), outcome, record);
            case PlanRefused(var id, var failure, var conflicts) ->
                outcomes.tell(
                        id,
                        conflicts.isEmpty()
                                ? new RolloutCommand.RecordPlanningFailure(failure)
                                : new RolloutCommand.RecordPlanConflicts(conflicts),
                        outcome,
                        record);
            case StepBlocked blocked ->
                outcomes.tell(blocked.rolloutId(), new RolloutCommand.RecordStepBlocked(blocked), outcome, record);
            case StepSucceeded succeeded ->
                outcomes.tell(succeeded.rolloutId(), new RolloutCommand.RecordStepSuccess(succeeded), outcome, record);
            case StepFailed failed ->
                outcomes.tell(failed.rolloutId(), new RolloutCommand.RecordStepFailure(failed), outcome, record);
        };
    }

    /** It may have waited long in the agent's ledger, so that it does not say that the agent lives. */
    private Uni<Void> compare(AgentAnnounced agent, LedgerReading reading, Envelope<?> outcome, OriginalRecord record) {
        return record.topic().equals(Topics.agentOutcomes(agent.database()))
                ? targets.compare(agent, reading, outcome, record)
                : ofAnother(agent.database(), record);
    }

    private Uni<Void> ask(AgentAnnounced announced) {
        return announced.reportsLedger()
                ? ledgers.ask(announced.database())
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> learn(LedgerReported reported, Envelope<?> outcome, OriginalRecord record) {
        boolean own = record.topic().equals(Topics.agentOutcomes(reported.database()))
                && reported.rollouts().stream()
                        .allMatch(account -> account.rolloutId().database().equals(reported.database()));
        return own ? ledgers.learn(reported, outcome, record) : ofAnother(reported.database(), record);
    }

    private Uni<Void> ofAnother(DatabaseId database, OriginalRecord record) {
        return outcomes.unexpected(
                "OutcomeUnexpected",
                "database " + database + " is not this agent's",
                Append.consumed(record.next()),
                record);
    }
}
