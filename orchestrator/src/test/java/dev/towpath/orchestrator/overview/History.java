package dev.towpath.orchestrator.overview;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.change.RenameColumn;
import dev.towpath.contracts.codec.MessageTypes;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.RolloutSubmitted;
import dev.towpath.contracts.event.StreamEvent;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.spec.BackfillSpec;
import dev.towpath.contracts.spec.Lineage;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Streams as a store would give them, one second between events. */
final class History {
    static final Instant START = Instant.parse("2026-03-06T12:00:00Z");
    static final Failure FAILURE = new Failure(Failure.Kind.REFUSED, "TableMissing", "no table users", "");

    private History() {}

    static StreamEvent submitted(RolloutId id) {
        return new RolloutSubmitted(
                id,
                new RolloutSpec(
                        id.revision(),
                        id.database(),
                        List.of(new RenameColumn("public", "users", "a", "b")),
                        Lineage.ROOT,
                        "A title",
                        Map.of(),
                        BackfillSpec.DEFAULT,
                        Map.of(),
                        Duration.ofDays(7),
                        Duration.ofMillis(500)),
                Optional.empty());
    }

    static RolloutId rollout(int attempt) {
        return new RolloutId(new DatabaseId("shop"), new Revision("r1"), attempt);
    }

    /** A stream whose rollout was submitted and got no plan. */
    static List<StoredEvent> unplannable(RolloutId id) {
        return stream(id.toString(), submitted(id), new RolloutEvent.PlanningFailed(FAILURE));
    }

    static List<StoredEvent> stream(String stream, StreamEvent... events) {
        List<StoredEvent> stored = new ArrayList<>();
        for (StreamEvent event : events) {
            int version = stored.size() + 1;
            Recorded<?> recorded = new Recorded<>(
                    stream, version, START.plusSeconds(version), "author@example.org", "why", event, "", "");
            stored.add(new StoredEvent(new Cursor(1, version, version), MessageTypes.of(event), 0, recorded));
        }
        return stored;
    }
}
