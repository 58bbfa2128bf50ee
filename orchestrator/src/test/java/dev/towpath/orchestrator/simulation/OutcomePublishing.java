package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.simulation.Machine.Life;
import dev.towpath.orchestrator.simulation.SimulatedInbox.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Outcomes in the ledger, and on their way to Kafka: one by one, and removed when Kafka has them. */
final class OutcomePublishing {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int AT_ONCE = 3;

    private final World world;
    private final SimulatedTarget target;
    private final TargetSession session;
    private final Nap nap;

    OutcomePublishing(World world, Life life, TargetSession session) {
        this.world = world;
        this.target = world.target();
        this.session = session;
        this.nap = new Nap(world.scheduler(), life, "looks for outcomes", this::publish);
    }

    void start() {
        publish();
    }

    /** Ends the entry with its outcome; within one transaction. */
    void conclude(Entry entry, String id, Outcome outcome) {
        if (target.finish(entry)) {
            add(entry, id, outcome);
        }
    }

    void add(Entry entry, String id, Outcome outcome) {
        Envelope<AgentCommand> cause = entry.message();
        long number = target.number(cause.subject());
        target.tell(message(id, cause.subject(), cause.streamVersion(), number, outcome));
    }

    /** Within one transaction: what is about the database, and has no number. */
    void add(String id, Outcome outcome) {
        target.tell(message(id, World.SHOP.value(), 0, 0, outcome));
    }

    /** Not by way of the ledger. */
    void announce(String id, Outcome outcome) {
        session.soon("announces itself", () -> world.kafka().append(message(id, World.SHOP.value(), 0, 0, outcome)));
    }

    private OutboxMessage message(String id, String subject, long version, long number, Outcome outcome) {
        Envelope<Outcome> report = new Envelope<>(
                new MessageId("/agent/" + World.SHOP, id),
                world.scheduler().now(),
                subject,
                version,
                number,
                "",
                outcome);
        return OutboxMessage.of(World.OUTCOMES, subject, report, world.codec());
    }

    /** The identity of what answers the entry: one in each history. */
    static String in(Entry entry, String id) {
        return entry.history() == 0 ? id : id + "/" + entry.history();
    }

    void wake() {
        nap.wake();
    }

    private void publish() {
        if (session.isOver()) {
            return;
        }
        List<Map.Entry<Long, OutboxMessage>> waiting = target.outcomes().entrySet().stream()
                .limit(AT_ONCE)
                .map(Map.Entry::copyOf)
                .toList();
        if (waiting.isEmpty()) {
            nap.rest(LOOK);
        } else if (world.has(Bug.OUTCOME_REMOVED_FIRST)) {
            remove(waiting, () -> send(waiting, 0, this::publish));
        } else {
            send(waiting, 0, () -> remove(waiting, this::publish));
        }
    }

    private void send(List<Map.Entry<Long, OutboxMessage>> waiting, int index, Runnable then) {
        if (index == waiting.size()) {
            then.run();
            return;
        }
        session.soon("sends an outcome", () -> {
            world.kafka().append(waiting.get(index).getValue());
            session.pass(Boundary.OUTCOME_SENT, () -> send(waiting, index + 1, then));
        });
    }

    private void remove(List<Map.Entry<Long, OutboxMessage>> sent, Runnable then) {
        session.write(
                "ledger: removes outcomes",
                () -> target.outcomes()
                        .keySet()
                        .removeAll(sent.stream().map(Map.Entry::getKey).toList()),
                done -> then.run());
    }
}
