package dev.towpath.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.anchor.Anchor;
import dev.towpath.contracts.audit.Finding;
import dev.towpath.contracts.codec.AnchorHash;
import dev.towpath.contracts.codec.EventHash;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.WireRecord;
import dev.towpath.servers.KafkaServer;
import dev.towpath.servers.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A log of two streams, with two anchors, as the real servers hold them; and what somebody does to it. */
class VerificationIT {
    private static final Instant TIME = Instant.parse("2026-03-06T12:00:00.120Z");
    private static final MessageCodec CODEC = new MessageCodec();
    private static final PostgresServer POSTGRES = PostgresServer.start();
    private static final KafkaServer KAFKA = KafkaServer.start();

    @BeforeAll
    static void write_the_log() throws Exception {
        execute("""
                CREATE TABLE event (generation int, tx xid8, position bigint, stream text, version bigint, type text,
                    time timestamptz, actor text, reason text, body json, hash text, previous_hash text);
                CREATE TABLE anchor (number bigint, body json);
                CREATE SCHEMA towpath;
                CREATE TABLE towpath.anchor (number bigint, hash text, previous_hash text)""");
        String first = event("shop.a", 1, EventHash.FIRST, 1);
        Anchor one = anchor(1, Anchor.FIRST, new Anchor.Head("shop.a", 1, first));
        String second = event("shop.a", 2, first, 2);
        String other = event("shop.b", 1, EventHash.FIRST, 3);
        anchor(2, one.hash(), new Anchor.Head("shop.a", 2, second), new Anchor.Head("shop.b", 1, other));
        event("shop.a", 3, second, 4);
    }

    @AfterAll
    static void stop() {
        KAFKA.close();
        POSTGRES.close();
    }

    private static Verification.Verdict verify() {
        String url = POSTGRES.jdbcUrl("postgres").replace("jdbc:postgresql://", "postgresql://postgres:postgres@");
        return Verification.of(Places.of(url, KAFKA.bootstrap(), List.of(url)));
    }

    /** What is found while {@code change} holds, which {@code back} takes back. */
    private static List<Finding> after(String change, String back) throws SQLException {
        execute(change);
        try {
            return verify().findings();
        } finally {
            execute(back);
        }
    }

    @Test
    void a_log_as_it_was_written_is_intact_and_what_no_anchor_covers_is_told() {
        Verification.Verdict verdict = verify();

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.anchors().last()).isEqualTo(2);
        assertThat(verdict.log().events()).isEqualTo(4);
        assertThat(verdict.log().unanchored()).isEqualTo(Map.of("shop.a", 1L));
        assertThat(VerdictText.lines(verdict))
                .contains("unanchored 1 event of shop.a")
                .last()
                .asString()
                .startsWith("intact: 1 event not anchored yet");
    }

    @Test
    void what_somebody_does_to_the_store_is_found() throws SQLException {
        assertThat(after(
                        "UPDATE event SET reason = 'x' WHERE stream = 'shop.b'", "UPDATE event SET reason = 'because'"))
                .containsExactly(new Finding.Edited("shop.b", 1));
        assertThat(after(
                        "UPDATE event SET version = 9 WHERE version = 2",
                        "UPDATE event SET version = 2 WHERE version = 9"))
                .contains(new Finding.Missing("shop.a", 2, 2));
        assertThat(after(
                        "UPDATE event SET stream = 'shop.c' WHERE stream = 'shop.b'",
                        "UPDATE event SET stream = 'shop.b' WHERE stream = 'shop.c'"))
                .contains(new Finding.Gone("shop.b", 1, 2));
        assertThat(after(
                        "UPDATE event SET position = 9 WHERE stream = 'shop.a' AND version = 1",
                        "UPDATE event SET position = 1 WHERE position = 9"))
                .containsExactly(new Finding.OutOfOrder("shop.a", 2));
        assertThat(after(
                        "UPDATE event SET body = '{\"a\":1,\"a\":2}' WHERE stream = 'shop.b'",
                        "UPDATE event SET body = '{\"line\":1}' WHERE stream = 'shop.b'"))
                .hasOnlyElementsOfType(Finding.Unreadable.class);
    }

    @Test
    void what_somebody_does_to_the_copies_of_an_anchor_is_found_and_named() throws SQLException {
        assertThat(after(
                        "ALTER TABLE anchor RENAME TO away; CREATE TABLE anchor (number bigint, body json)",
                        "DROP TABLE anchor; ALTER TABLE away RENAME TO anchor"))
                .containsExactly(new Finding.AnchorsMissing("the store", 1, 2));
        assertThat(after(
                        "UPDATE towpath.anchor SET hash = repeat('e', 64) WHERE number = 2",
                        "UPDATE towpath.anchor SET hash = (SELECT body->>'hash' FROM public.anchor a WHERE a.number = 2)"
                                + " WHERE number = 2"))
                .hasOnlyElementsOfType(Finding.AnchorsDisagree.class);
    }

    private static String event(String stream, long version, String previous, long position) throws SQLException {
        ObjectNode event = CODEC.mapper().createObjectNode();
        event.put("version", version).put("type", "t").put("time", TIME.toString());
        event.put("actor", "dba@example.org").put("reason", "because").put("previous_hash", previous);
        event.putObject("data").put("line", version);
        String hash = EventHash.of(stream, event);
        String sql = "INSERT INTO event VALUES (1, '733', ?, ?, ?, 't', ?::timestamptz, 'dba@example.org', 'because',"
                + " ?::json, ?, ?)";
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, position);
            insert.setString(2, stream);
            insert.setLong(3, version);
            insert.setString(4, TIME.toString());
            insert.setString(5, event.get("data").toString());
            insert.setString(6, hash);
            insert.setString(7, previous);
            insert.executeUpdate();
        }
        return hash;
    }

    private static Anchor anchor(long number, String previous, Anchor.Head... heads) throws Exception {
        Anchor anchor = AnchorHash.anchor(number, TIME, "1.733." + number, number, number, List.of(heads), previous);
        execute("INSERT INTO anchor VALUES (" + number + ", '" + CODEC.toJson(anchor) + "')");
        execute("INSERT INTO towpath.anchor VALUES (" + number + ", '" + anchor.hash() + "', '" + previous + "')");
        MessageId id = new MessageId("/orchestrator", "anchor/" + number);
        WireRecord wire = CODEC.encode(new Envelope<>(id, TIME, "", 0, 0, "", anchor));
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.ANCHORS, wire.value());
        wire.headers().forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", KAFKA.bootstrap()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
        return anchor;
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(POSTGRES.jdbcUrl("postgres"), "postgres", "postgres");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
