package dev.towpath.orchestrator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.agent.RecordAnchor;
import dev.towpath.contracts.anchor.Anchor;
import dev.towpath.contracts.anchor.AnchorMark;
import dev.towpath.contracts.audit.AnchorBook;
import dev.towpath.contracts.audit.AuditFile;
import dev.towpath.contracts.audit.AuditFileCheck;
import dev.towpath.contracts.audit.Finding;
import dev.towpath.contracts.codec.AnchorHash;
import dev.towpath.contracts.codec.MessageTypes;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.orchestrator.TestStore;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.HashChain;
import dev.towpath.orchestrator.eventstore.NewEvent;
import dev.towpath.orchestrator.eventstore.StreamHead;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnchoringIT {
    private static final Instant TIME = Instant.parse("2026-03-06T12:00:00.123456Z");
    private SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private TestStore store;

    @BeforeEach
    void start() throws Exception {
        store = TestStore.migrated();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private Anchoring anchoring(Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        metrics = new SimpleMeterRegistry();
        Anchors anchors = new Anchors(store.pool, store.codec, store.waiting);
        return new Anchoring(anchors, store.codec, new AnchorAge(clock, metrics), clock);
    }

    private boolean turn(Duration later) {
        return anchoring(TIME.plus(later)).turn().await().indefinitely();
    }

    private void append(String stream, int count) {
        for (int i = 0; i < count; i++) {
            StreamHead head =
                    StreamHead.of(stream, store.events.read(stream).await().indefinitely());
            var event = HashChain.next(store.codec, head, new RolloutEvent.RolloutPaused(), TIME, "a", "because");
            store.events
                    .append(new Append(
                            List.of(),
                            List.of(new NewEvent(event, 0)),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of()))
                    .await()
                    .indefinitely();
        }
    }

    /** What the outbox has for a topic, oldest first. */
    private <T> List<T> sent(String topic, Class<T> kind) throws Exception {
        List<T> sent = new ArrayList<>();
        try (Connection connection = store.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT convert_from(value, 'UTF8') FROM outbox WHERE topic = '"
                        + topic + "' ORDER BY position")) {
            while (rows.next()) {
                sent.add(store.codec.mapper().readValue(rows.getString(1), kind));
            }
        }
        return sent;
    }

    @Test
    void what_has_grown_is_read_in_the_order_of_its_index() throws Exception {
        assertThat(store.planOf(Anchors.GROWN, "1, '5', 5, 10"))
                .anyMatch(line -> line.contains("event_in_order"))
                .noneMatch(line -> line.contains("Sort"));
    }

    @Test
    void an_anchor_is_due_for_a_hundred_events_or_one_that_is_a_minute_old() {
        assertThat(turn(Duration.ofHours(1))).as("an empty log").isFalse();
        append("shop.a", 1);
        assertThat(turn(Duration.ofSeconds(60))).isFalse();
        assertThat(metrics.get("towpath.audit.unanchored.age").gauge().value()).isEqualTo(60);
        assertThat(turn(Duration.ofSeconds(61))).isTrue();
        assertThat(turn(Duration.ofSeconds(61))).as("nothing new").isFalse();
        append("shop.a", 99);
        assertThat(turn(Duration.ZERO)).isFalse();
        append("shop.b", 1);
        assertThat(turn(Duration.ZERO)).isTrue();
    }

    @Test
    void an_anchor_covers_what_grew_since_the_last_and_is_told_to_the_topic_and_to_the_ledgers_concerned()
            throws Exception {
        append("shop.a", 2);
        append("crm.b", 1);
        append("elsewhere", 1);
        assertThat(anchoring(TIME).now().await().indefinitely()).isEqualTo(1);
        append("shop.a", 1);
        assertThat(anchoring(TIME).now().await().indefinitely()).isEqualTo(2);
        assertThat(anchoring(TIME).now().await().indefinitely())
                .as("nothing new")
                .isEqualTo(2);

        List<Anchor> anchors = sent(Topics.ANCHORS, Anchor.class);

        assertThat(anchors).hasSize(2).allMatch(AnchorHash::isGenuine);
        assertThat(anchors.getFirst().heads())
                .extracting(head -> head.stream() + " " + head.version())
                .containsExactlyInAnyOrder("shop.a 2", "crm.b 1", "elsewhere 1");
        assertThat(anchors.getLast())
                .extracting(Anchor::events, Anchor::streams, Anchor::previousHash)
                .containsExactly(5L, 3L, anchors.getFirst().hash());
        assertThat(sent("towpath.agent.shop.commands", RecordAnchor.class))
                .extracting(RecordAnchor::anchor)
                .containsExactly(anchors.getFirst().mark(), anchors.getLast().mark());
        assertThat(sent("towpath.agent.crm.commands", RecordAnchor.class)).hasSize(1);
        assertThat(store.count("outbox WHERE headers::text LIKE '%" + MessageTypes.of(RecordAnchor.class) + "%'"))
                .isEqualTo(3);
    }

    @Test
    void a_rollout_is_exported_as_it_is_stored_with_the_last_anchor_that_covers_it() throws Exception {
        append("shop.a", 2);
        assertThat(anchoring(TIME).now().await().indefinitely()).isEqualTo(1);
        append("crm.b", 1);
        assertThat(anchoring(TIME).now().await().indefinitely()).isEqualTo(2);
        append("shop.a", 1);

        AuditExport export = new AuditExport(store.pool, store.codec);
        AuditFile file = export.of(RolloutId.parse("shop.a")).await().indefinitely();
        JsonNode read = store.codec.mapper().readTree(store.codec.mapper().writeValueAsString(file));
        AuditFileCheck.Result checked = AuditFileCheck.of(read, store.codec, Plan::hash);

        assertThat(checked.findings()).isEmpty();
        assertThat(checked.log().events()).isEqualTo(3);
        assertThat(checked.log().unanchoredEvents()).isEqualTo(1);
        assertThat(file.anchors()).extracting(Anchor::number).containsExactly(1L);
    }

    @Test
    void of_several_orchestrators_one_makes_each_anchor() throws Exception {
        append("shop.a", 30);
        Callable<Long> orchestrator = () -> {
            append("shop.r" + Thread.currentThread().threadId(), 5);
            return anchoring(TIME).now().await().indefinitely();
        };
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (Future<Long> number : threads.invokeAll(Collections.nCopies(12, orchestrator))) {
                assertThat(number.get()).isPositive();
            }
        }

        anchoring(TIME).now().await().indefinitely();

        List<Finding> findings = new ArrayList<>();
        AnchorBook book = new AnchorBook(findings::add);
        List<Anchor> anchors = sent(Topics.ANCHORS, Anchor.class);
        anchors.forEach(anchor -> book.outside("topic", anchor));
        for (AnchorMark mark : sent("towpath.agent.shop.commands", RecordAnchor.class).stream()
                .map(RecordAnchor::anchor)
                .toList()) {
            book.mark("ledger", mark);
        }
        book.close();

        assertThat(findings).isEmpty();
        assertThat(anchors).hasSize((int) store.count("anchor"));
        assertThat(anchors.getLast().events()).isEqualTo(store.count("event"));
    }
}
