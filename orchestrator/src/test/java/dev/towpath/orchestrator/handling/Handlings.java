package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.orchestrator.databases.AgentsHeard;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.rollout.Budget;
import dev.towpath.orchestrator.services.ServicesNow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;

/** All of handling on any event store, as one process has it. */
public final class Handlings {
    private final CommandHandling commands;
    private final OutcomeHandling outcomes;
    private final TimeHandling time;

    /**
     * @param agents where announcements are kept
     * @param pool for previews, which are kept beside the history too
     */
    public Handlings(
            EventStore store,
            ServicesNow services,
            Budget budget,
            AgentsHeard agents,
            Pool pool,
            MessageCodec codec,
            Clock clock,
            HandlingMetrics metrics) {
        Again again = new Again(metrics);
        Rollouts rollouts = new Rollouts(store, services, new DatabaseHistories(store, clock), budget);
        CommandDecisions decisions =
                new CommandDecisions(rollouts, database -> Uni.createFrom().voidItem(), codec);
        commands = new CommandHandling(store, rollouts, decisions, codec, clock, metrics, again);
        outcomes = new OutcomeHandling(
                store,
                agents,
                new PreviewAnswers(pool, store, codec, clock),
                new TargetHandling(store, rollouts, codec, clock, again),
                new LedgerHandling(store, rollouts, codec, clock, again, metrics),
                new RolloutOutcomes(store, rollouts, codec, clock, metrics, again),
                clock);
        time = new TimeHandling(store, rollouts, codec, again);
    }

    public CommandHandling commands() {
        return commands;
    }

    public OutcomeHandling outcomes() {
        return outcomes;
    }

    public TimeHandling time() {
        return time;
    }
}
