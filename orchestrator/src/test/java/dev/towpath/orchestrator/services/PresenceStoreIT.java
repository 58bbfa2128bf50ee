package dev.towpath.orchestrator.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.ServiceVersion;
import dev.towpath.contracts.outcome.AgentAnnounced;
import dev.towpath.contracts.presence.InstancePresent;
import dev.towpath.orchestrator.TestStore;
import dev.towpath.orchestrator.databases.PostgresAgentsSeen;
import dev.towpath.orchestrator.eventstore.ConsumedPosition;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import dev.towpath.orchestrator.services.PostgresPresence.Word;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a real store; time passes by moving back what it is measured from. Each test has a database id of its own. */
class PresenceStoreIT {
    private static final InstanceKey CRM_1 = InstanceKey.parse("crm/crm-1");
    private static TestStore store;
    private static PostgresPresence presence;
    private static ListeningClock clock;
    private static PostgresAgentsSeen agents;

    @BeforeAll
    static void start() throws Exception {
        store = TestStore.migrated();
        presence = new PostgresPresence(store.pool, store.codec);
        clock = new ListeningClock(store.pool);
        agents = new PostgresAgentsSeen(store.pool);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void the_last_word_wins_whichever_way_it_came() {
        InstancePresent old = word("mixed", "1.0.0", Map.of());
        InstancePresent young = word("mixed", "2.0.0", Map.of(RolloutId.parse("mixed.r"), Phase.READ_NEW));

        assertThat(done(presence.said(old, Instant.now(), record("mixed", 5)))).isTrue();
        assertThat(done(presence.said(young, Instant.now()))).isTrue();
        assertThat(done(presence.said(young, Instant.now()))).as("nothing new").isFalse();
        assertThat(only("mixed").said()).isEqualTo(young);
        assertThat(done(presence.said(old, Instant.now(), record("mixed", 6)))).isTrue();
        assertThat(only("mixed").said()).isEqualTo(old);
    }

    @Test
    void an_older_record_of_the_topic_changes_nothing_and_does_not_move_the_position_back() {
        InstancePresent young = word("order", "2.0.0", Map.of());
        done(presence.said(young, Instant.now(), record("order", 9)));

        assertThat(done(presence.said(word("order", "1.0.0", Map.of()), Instant.now(), record("order", 9))))
                .isFalse();
        assertThat(done(presence.goodbye(CRM_1, record("order", 3)))).isFalse();

        assertThat(only("order").said()).isEqualTo(young);
        assertThat(only("order").leave()).isEqualTo(new Leave.Stays());
        assertThat(position("order")).isEqualTo(10);
    }

    @Test
    void of_many_words_at_once_each_instance_s_last_is_kept_and_the_position_is_behind_them_all() {
        InstancePresent young = word("many", "2.0.0", Map.of(RolloutId.parse("many.r"), Phase.READ_NEW));
        InstancePresent other = word("many2", "1.0.0", Map.of());
        List<Word> words = List.of(
                new Word(word("many", "1.0.0", Map.of()), record("many", 3)),
                new Word(other, record("many", 4)),
                new Word(young, record("many", 7)));

        assertThat(done(presence.said(words, Instant.now()))).isTrue();

        assertThat(only("many").said()).isEqualTo(young);
        assertThat(only("many2").said()).isEqualTo(other);
        assertThat(position("many")).isEqualTo(8);
        assertThat(done(presence.said(words, Instant.now())))
                .as("not once more")
                .isFalse();
        List<Word> again = List.of(new Word(young, record("many", 8)), new Word(other, record("many", 9)));
        assertThat(done(presence.said(again, Instant.now()))).as("nothing new").isFalse();
        assertThat(position("many")).isEqualTo(10);
    }

    @Test
    void of_many_words_at_once_those_before_the_position_change_nothing() {
        InstancePresent young = word("past", "2.0.0", Map.of());
        InstancePresent old = word("past", "1.0.0", Map.of());
        done(presence.said(young, Instant.now(), record("past", 9)));

        List<Word> partly = List.of(
                new Word(old, record("past", 9)), new Word(word("past2", "1.0.0", Map.of()), record("past", 10)));
        assertThat(done(presence.said(partly, Instant.now()))).isTrue();
        assertThat(done(presence.said(List.of(new Word(old, record("past", 4))), Instant.now())))
                .isFalse();

        assertThat(only("past").said()).isEqualTo(young);
        assertThat(only("past2").said().version().value()).isEqualTo("1.0.0");
        assertThat(position("past")).isEqualTo(11);
    }

    @Test
    void of_many_words_at_once_one_brings_back_who_had_left() {
        InstancePresent word = word("return", "1.0.0", Map.of());
        done(presence.said(word, Instant.now()));
        done(presence.retire(CRM_1, "dba", "gone"));

        assertThat(done(presence.said(List.of(new Word(word, record("return", 0))), Instant.now())))
                .isTrue();
        assertThat(only("return").leave()).isEqualTo(new Leave.Stays());
    }

    @Test
    void who_writes_many_rows_at_once_waits_for_nobody_in_a_circle() {
        List<InstanceKey> instances = Stream.of("crm/ring-0", "crm/ring-1", "crm/ring-2")
                .map(InstanceKey::parse)
                .toList();
        List<Uni<?>> writes = new ArrayList<>();
        for (int round = 0; round < 200; round++) {
            List<Word> words = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                int turned = (i * 5 + round) % 6;
                words.add(new Word(
                        new InstancePresent(
                                instances.get(turned / 2).service(),
                                instances.get(turned / 2).instance(),
                                new ServiceVersion("1.0." + round),
                                new DatabaseId("ring" + turned % 2),
                                Map.of()),
                        record("ring" + round % 3, round * 10 + i)));
            }
            writes.add(presence.said(words, Instant.now()));
            writes.add(presence.goodbye(instances.get(round % 3)));
            writes.add(heard("ring" + round % 2, Instant.now(), "crm/ring-2", "crm/ring-1", "crm/ring-0"));
        }

        Uni<List<Object>> all = Uni.join()
                .all(List.<Uni<Object>>copyOf(writes.stream()
                        .map(write -> write.replaceWith(new Object()))
                        .toList()))
                .andCollectFailures();
        assertThat(all.await().atMost(Duration.ofSeconds(60))).hasSize(600);
    }

    private static long position(String topic) {
        return done(store.events.consumed("topic." + topic, 0)).orElseThrow().nextOffset();
    }

    @Test
    void silence_is_counted_in_time_in_which_somebody_listened_and_a_gap_is_left_out() {
        done(presence.said(word("silence", "1.0.0", Map.of()), Instant.now()));
        listenedFor("2 s");
        assertThat(only("silence").silence()).isBetween(Duration.ofMillis(1_900), Duration.ofMillis(2_900));

        listenedFor("1 hour");

        assertThat(only("silence").silence()).isLessThan(Duration.ofSeconds(3));
        assertThat(done(presence.seen(database("silence"))).listening())
                .as("steady from here on")
                .isEqualTo(new Listening(true, Duration.ZERO));
        done(presence.said(word("silence", "1.0.0", Map.of()), Instant.now()));
        assertThat(only("silence").silence()).isZero();
    }

    @Test
    void nobody_listens_when_the_last_tick_is_long_ago() {
        done(clock.tick());
        assertThat(done(presence.seen(database("none"))).listening().now()).isTrue();
        store.execute("UPDATE presence_clock SET ticked_at = ticked_at - interval '6 s'");
        assertThat(done(presence.seen(database("none"))).listening().now()).isFalse();
    }

    @Test
    void who_left_is_gone_until_it_speaks_again() {
        done(presence.said(word("leaving", "1.0.0", Map.of()), Instant.now()));

        assertThat(done(presence.goodbye(CRM_1))).isTrue();
        assertThat(done(presence.goodbye(CRM_1))).isFalse();
        assertThat(only("leaving").leave()).isInstanceOf(Leave.Goodbye.class);
        assertThat(done(presence.retire(CRM_1, "dba@example.org", "host burnt")))
                .isTrue();
        assertThat(only("leaving").leave()).isInstanceOfSatisfying(Leave.Retired.class, retired -> {
            assertThat(retired.by()).isEqualTo("dba@example.org");
            assertThat(retired.reason()).isEqualTo("host burnt");
        });
        assertThat(done(presence.said(word("leaving", "1.0.0", Map.of()), Instant.now())))
                .isTrue();
        assertThat(only("leaving").leave()).isEqualTo(new Leave.Stays());
        assertThat(done(presence.retire(InstanceKey.parse("crm/nobody"), "a", "b")))
                .isFalse();
    }

    @Test
    void the_targets_sessions_are_dated_by_time_in_which_the_agent_was_heard() {
        done(presence.said(word("sessions", "1.0.0", Map.of()), Instant.now()));
        Instant t = Instant.parse("2026-03-06T12:00:00Z");
        announced("sessions", t);
        assertThat(only("sessions").sessions()).isEqualTo(new Sessions.NeverShown());
        announced("sessions", t.plusSeconds(5), "crm/crm-1", "psql");
        assertThat(only("sessions").sessions()).isEqualTo(new Sessions.Shown(Duration.ZERO));
        announced("sessions", t.plusSeconds(10), "crm/crm-2");
        announced("sessions", t.plusSeconds(15));
        assertThat(only("sessions").sessions()).isEqualTo(new Sessions.Shown(Duration.ofSeconds(10)));
        announced("sessions", t.plusSeconds(3_600));
        assertThat(only("sessions").sessions()).isEqualTo(new Sessions.Shown(Duration.ofSeconds(10)));
        announced("sessions", t.plusSeconds(3_605), "crm/crm-1");
        assertThat(only("sessions").sessions()).isEqualTo(new Sessions.Shown(Duration.ZERO));
    }

    @Test
    void a_name_that_is_missing_from_more_sessions_than_are_named_may_be_there() {
        done(presence.said(word("crowded", "1.0.0", Map.of()), Instant.now()));
        String[] others = IntStream.range(0, AgentAnnounced.MOST_SESSIONS)
                .mapToObj(n -> "batch-" + n)
                .toArray(String[]::new);
        Instant t = Instant.parse("2026-03-06T12:00:00Z");
        announced("crowded", t, "crm/crm-1");
        announced("crowded", t.plusSeconds(5), others);
        announced("crowded", t.plusSeconds(10), others);
        assertThat(only("crowded").sessions()).isEqualTo(new Sessions.Shown(Duration.ZERO));
        announced("crowded", t.plusSeconds(15), "batch-1");
        assertThat(only("crowded").sessions()).isEqualTo(new Sessions.Shown(Duration.ofSeconds(5)));
    }

    @Test
    void of_those_long_gone_the_youngest_of_a_service_stays() throws Exception {
        for (String instance : List.of("crm-1", "crm-2", "crm-3")) {
            done(presence.said(
                    new InstancePresent(
                            CRM_1.service(),
                            InstanceKey.parse("crm/" + instance).instance(),
                            new ServiceVersion("1.0.0"),
                            new DatabaseId("long-gone"),
                            Map.of()),
                    Instant.now()));
        }
        store.execute("UPDATE service_instance SET ended = 'goodbye', ended_at = now() - interval '2 days'"
                + " WHERE database = 'long-gone'");

        done(presence.forgetLongGone());

        assertThat(only("long-gone").instance()).hasToString("crm-3");
    }

    private static void listenedFor(String time) {
        done(clock.tick());
        store.execute("UPDATE presence_clock SET ticked_at = ticked_at - interval '" + time + "'");
        done(clock.tick());
    }

    private static void announced(String database, Instant at, String... sessions) {
        done(heard(database, at, sessions));
    }

    private static Uni<Void> heard(String database, Instant at, String... sessions) {
        return agents.heard(
                new AgentAnnounced(
                        new DatabaseId(database), "agent-1", "1", 1, "18.0", "4711", false, List.of(sessions)),
                at,
                new ConsumedPosition("towpath.agent." + database + ".outcomes", 0, 1));
    }

    private static KnownInstance only(String database) {
        List<KnownInstance> instances = done(presence.seen(database(database))).instances();
        assertThat(instances).hasSize(1);
        return instances.getFirst();
    }

    private static Optional<DatabaseId> database(String database) {
        return Optional.of(new DatabaseId(database));
    }

    private static InstancePresent word(String database, String version, Map<RolloutId, Phase> acknowledged) {
        return new InstancePresent(
                CRM_1.service(), CRM_1.instance(), new ServiceVersion(version), new DatabaseId(database), acknowledged);
    }

    private static OriginalRecord record(String database, long offset) {
        return new OriginalRecord("topic." + database, 0, offset, Instant.EPOCH, new byte[0], List.of(), new byte[0]);
    }

    private static <T> T done(Uni<T> work) {
        return work.await().atMost(Duration.ofSeconds(20));
    }
}
