package dev.towpath.orchestrator.simulation;

import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.ConsumedPosition;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.kafka.Consumers;
import dev.towpath.orchestrator.simulation.Machine.Life;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One topic as one process polls it: a few records at a time, from where the store says, for as long as the partition is
 * its own. Records that are in hand are handled, whoever has the partition by then.
 */
final class SimulatedConsumer {
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final int AT_ONCE = 3;

    private final World world;
    private final Life life;
    private final StoreSession store;
    private final Consumers consumers;
    private final String topic;
    private final Nap nap;
    private long next = -1;

    SimulatedConsumer(World world, Life life, StoreSession store, Consumers consumers, String topic) {
        this.world = world;
        this.life = life;
        this.store = store;
        this.consumers = consumers;
        this.topic = topic;
        this.nap = new Nap(world.scheduler(), life, "polls " + topic, this::poll);
    }

    void start() {
        world.kafka().onRecord(nap::wake);
        poll();
    }

    private void poll() {
        if (!world.partitions().has(topic, life)) {
            next = -1;
            world.scheduler().after(IDLE, life, "asks for a partition", this::poll);
        } else if (next < 0) {
            store.consumed(topic, 0).subscribe().with(position -> {
                next = position.map(ConsumedPosition::nextOffset).orElse(0L);
                poll();
            });
        } else {
            long first = next;
            handle(fetched(), first);
        }
    }

    private List<OutboxMessage> fetched() {
        List<OutboxMessage> records = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            world.kafka().at(topic, next + i).ifPresent(records::add);
        }
        next += records.size();
        return records;
    }

    private void handle(List<OutboxMessage> records, long offset) {
        if (records.isEmpty()) {
            nap.rest(IDLE);
        } else {
            world.chaos().pass(Boundary.RECORD_IN_HAND, life, () -> handleFirst(records, offset));
        }
    }

    private void handleFirst(List<OutboxMessage> records, long offset) {
        if (world.has(Bug.POSITION_SAVED_FIRST)) {
            world.store().saveApart(new ConsumedPosition(topic, 0, offset + 1));
        }
        handled(records.getFirst(), offset)
                .subscribe()
                .with(
                        done -> {
                            if (records.size() == 1) {
                                poll();
                            } else {
                                handle(records.subList(1, records.size()), offset + 1);
                            }
                        },
                        failure -> {
                            throw new Violation("intake never fails", failure);
                        });
    }

    private Uni<Void> handled(OutboxMessage record, long offset) {
        return world.has(Bug.NOTHING_LEARNED)
                        && StoreLaws.headers(record).getOrDefault("ce_type", "").contains("ledger-reported")
                ? store.append(Append.consumed(new ConsumedPosition(topic, 0, offset + 1)))
                : consumers.take(SimulatedKafka.record(record, offset));
    }
}
