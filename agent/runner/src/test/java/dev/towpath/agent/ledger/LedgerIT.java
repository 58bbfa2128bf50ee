package dev.towpath.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.agent.TargetDatabase;
import dev.towpath.agent.stage.CuttingProxy;
import dev.towpath.agent.stage.CuttingProxy.Cut;
import dev.towpath.agent.target.TargetAddress;
import dev.towpath.agent.target.TargetError;
import dev.towpath.agent.target.TargetException;
import dev.towpath.agent.target.TargetSession;
import dev.towpath.agent.target.TargetSessions;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.agent.CloseRollout;
import dev.towpath.contracts.agent.ResumeWork;
import dev.towpath.contracts.codec.WireRecord;
import dev.towpath.contracts.letter.DeadLetter;
import dev.towpath.contracts.letter.DeadReason;
import dev.towpath.contracts.letter.LetterHeader;
import dev.towpath.contracts.letter.OriginalMessage;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.PlanRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerIT {
    private static final String TOPIC = "commands";
    private static final RolloutId ROLLOUT = RolloutId.parse("shop.add_name");

    private final TestLedger test = new TestLedger();
    private final TargetDatabase target = test.target;
    private final TargetSessions sessions = test.sessions;
    private final Ledger ledger = test.ledger;
    private final Wire wire = test.wire;
    private final Letters letters = test.letters;
    private final Outbox outbox = test.outbox;
    private final Rollouts rollouts = test.rollouts;
    private final Inbox inbox = test.inbox;
    private final Journal journal = test.journal;

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void an_older_owners_write_is_refused_by_the_fence() throws InterruptedException {
        target.execute("UPDATE towpath.fence SET epoch = 1");

        assertThatThrownBy(() -> bury(5))
                .isInstanceOfSatisfying(TargetException.class, failure -> assertThat(failure.error())
                        .isInstanceOf(TargetError.Fenced.class));
        try (TargetSession session = sessions.open()) {
            String script = "BEGIN; " + ledger.fenceSql() + "; DROP TABLE public.users; COMMIT";
            assertThatThrownBy(() -> session.script(script, Duration.ofSeconds(5)))
                    .isInstanceOf(TargetException.class);
            assertThat(session.row("SELECT 1").orElseThrow().getInteger(0))
                    .as("the session is outside any transaction again")
                    .isEqualTo(1);
        }
        assertThat(target.one("SELECT to_regclass('public.users')")).isEqualTo("users");
        assertThat(target.one("SELECT count(*) FROM towpath.consumed")).isEqualTo("0");
    }

    @Test
    void a_message_is_taken_in_once_by_identity_and_by_sequence() throws InterruptedException {
        assertThat(receive(0, "a", 1)).isInstanceOf(Arrival.Due.class);
        assertThat(receive(1, "a", 1)).isEqualTo(new Arrival.SeenBefore());
        assertThat(receive(2, "another identity", 1)).isEqualTo(new Arrival.SeenBefore());

        assertThat(inbox.nextOffset(TOPIC)).contains(3L);
        assertThat(inbox.open()).hasSize(1);
    }

    @Test
    void what_comes_after_a_gap_is_held_back_until_the_gap_is_filled() throws InterruptedException {
        assertThat(receive(0, "c", 3)).isEqualTo(new Arrival.HeldBack(1));
        assertThat(receive(1, "b", 2)).isEqualTo(new Arrival.HeldBack(1));
        assertThat(inbox.open()).isEmpty();
        assertThat(InboxDepth.of(ledger)).isEqualTo(new InboxDepth(2, 2));

        assertThat(receive(2, "a", 1))
                .isInstanceOfSatisfying(Arrival.Due.class, due -> assertThat(sequences(due.entries()))
                        .containsExactly(1L, 2L, 3L));
        assertThat(sequences(inbox.open())).containsExactly(1L, 2L, 3L);
        assertThat(InboxDepth.of(ledger)).isEqualTo(new InboxDepth(3, 0));
    }

    @Test
    void an_entry_is_concluded_once_and_its_outcomes_are_numbered_without_a_gap() throws InterruptedException {
        InboxEntry entry = due(receive(0, "a", 1));
        Report report = report("shop.add_name/plan", entry);
        journal.conclude(entry, report);
        journal.conclude(entry, report);
        journal.tell(report("another", entry));

        List<Outbox.Pending> pending = outbox.pending();
        assertThat(pending)
                .extracting(waiting -> waiting.message().headers().get("ce_sequence"))
                .containsExactly("1", "2");
        assertThat(pending)
                .extracting(waiting -> waiting.message().headers().get("ce_source"))
                .containsOnly("/agent/shop");
        outbox.remove(List.of(pending.getFirst().position()));
        assertThat(outbox.pending()).hasSize(1);
        assertThat(inbox.open()).isEmpty();
    }

    @Test
    void a_closed_rollouts_commands_stay_known() throws InterruptedException {
        journal.resume(due(receive(0, "a", 1)), ROLLOUT);
        journal.close(due(receive(1, "b", 2)), ROLLOUT);

        assertThat(receive(0, "a", 1)).isEqualTo(new Arrival.SeenBefore());
        assertThat(receive(1, "b", 2)).isEqualTo(new Arrival.SeenBefore());
    }

    @Test
    void the_ledger_outlives_the_loss_of_its_sessions() throws InterruptedException {
        bury(1);
        target.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE application_name = 'towpath-agent/shop/0' AND datname = current_database()");
        bury(2);

        assertThat(inbox.nextOffset(TOPIC)).contains(3L);
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void a_command_is_due_although_the_answer_to_its_commit_was_lost(Cut cut) throws Exception {
        receive(0, "c", 3);
        receive(1, "b", 2);
        TargetAddress direct = target.address();
        try (CuttingProxy proxy = new CuttingProxy(TargetDatabase.server().port(), "COMMIT", cut)) {
            String url = "postgresql://" + TargetDatabase.server().host() + ":" + proxy.port() + "/" + target.name();
            TargetAddress through = new TargetAddress(url, direct.username(), direct.password());
            try (TargetSessions cuttable = new TargetSessions(target.vertx(), through, "towpath-agent/shop/0");
                    Ledger cutOnce = new Ledger(cuttable, 0)) {
                Arrival arrival = receive(new Inbox(cutOnce, wire, letters, outbox, rollouts), 2, "a", 1);

                assertThat(proxy.cuts()).isOne();
                assertThat(arrival)
                        .isInstanceOfSatisfying(Arrival.Due.class, due -> assertThat(sequences(due.entries()))
                                .containsExactly(1L, 2L, 3L));
            }
        }
        assertThat(receive(2, "a", 1)).isEqualTo(new Arrival.SeenBefore());
    }

    @Test
    void a_message_that_is_not_taken_in_leaves_a_letter_to_the_byte_and_the_position_behind_it() throws Exception {
        byte[] odd = {0, (byte) 0xff};
        DeadReason reason = DeadReason.plain("/agent/shop", "UnreadableMessage", "not JSON");
        List<LetterHeader> headers = List.of(new LetterHeader("odd", odd), new LetterHeader("none", null));
        inbox.bury(new OriginalMessage(TOPIC, 0, 4, Instant.EPOCH, odd, headers, odd), reason);

        assertThat(inbox.nextOffset(TOPIC)).contains(5L);
        DeadLetter letter = onlyLetter();
        assertThat(letter.key()).isEqualTo(odd);
        assertThat(letter.value()).isEqualTo(odd);
        assertThat(letter.originalHeaders().getFirst().value()).isEqualTo(odd);
        assertThat(letter.originalHeaders().getLast().value()).isNull();
        assertThat(letter.reason()).isEqualTo(reason);
        letters.remove(letters.pending().getFirst());
        assertThat(letters.pending()).isEmpty();
    }

    @Test
    void an_entry_that_became_a_dead_letter_is_taken_up_again_once_it_is_put_back_and_only_then() throws Exception {
        InboxEntry entry = due(receive(0, "a", 1));
        DeadReason reason = DeadReason.handlerFailed("/agent/shop", 5, "X", "X");
        journal.bury(entry, reason);
        journal.bury(entry, reason);

        assertThat(inbox.open()).isEmpty();
        assertThat(onlyLetter().original().orElseThrow().offset()).isZero();
        assertThat(receive(0, "a", 1)).as("read again").isEqualTo(new Arrival.SeenBefore());
        assertThat(due(receive(7, "a", 1)).position()).isEqualTo(entry.position());
        assertThat(inbox.open()).hasSize(1);
        assertThat(receive(8, "a", 1)).as("put back twice").isEqualTo(new Arrival.SeenBefore());
    }

    @Test
    void an_entry_that_this_version_can_not_read_is_put_aside_and_the_others_are_taken_up() throws Exception {
        receive(0, "a", 1);
        receive(1, "b", 2);
        target.execute("UPDATE towpath.inbox SET body = 'of a later version' WHERE id = 'a'");

        assertThat(sequences(inbox.open())).containsExactly(2L);
        assertThat(onlyLetter().value()).asString().isEqualTo("of a later version");
        assertThat(onlyLetter().reason().rule()).isEqualTo("UnreadableMessage");
    }

    private DeadLetter onlyLetter() throws InterruptedException {
        assertThat(letters.pending()).hasSize(1);
        return letters.pending().getFirst().letter();
    }

    private void bury(long offset) throws InterruptedException {
        inbox.bury(
                new OriginalMessage(TOPIC, 0, offset, Instant.EPOCH, null, List.of(), null),
                DeadReason.plain("/agent/shop", "UnreadableMessage", ""));
    }

    private Arrival receive(long offset, String id, long sequence) throws InterruptedException {
        return receive(inbox, offset, id, sequence);
    }

    private Arrival receive(Inbox inbox, long offset, String id, long sequence) throws InterruptedException {
        AgentCommand command = sequence == 2 ? new CloseRollout(ROLLOUT) : new ResumeWork(ROLLOUT);
        Envelope<AgentCommand> message = new Envelope<>(
                new MessageId("/orchestrator", id), Instant.EPOCH, ROLLOUT.toString(), 1, sequence, "", command);
        WireRecord raw = wire.codec().encode(message);
        return inbox.receive(TOPIC, offset, message, raw);
    }

    private static InboxEntry due(Arrival arrival) {
        return ((Arrival.Due) arrival).entries().getFirst();
    }

    private static List<Long> sequences(List<InboxEntry> entries) {
        return entries.stream().map(entry -> entry.message().sequence()).toList();
    }

    private static Report report(String id, InboxEntry entry) {
        Failure failure = new Failure(Failure.Kind.REFUSED, "TableMissing", "", "");
        return new Report(id, ROLLOUT.toString(), true, entry.message(), new PlanRefused(ROLLOUT, failure));
    }
}
