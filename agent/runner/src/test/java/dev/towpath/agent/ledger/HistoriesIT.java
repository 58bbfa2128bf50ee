package dev.towpath.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.agent.TargetDatabase;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.agent.CloseRollout;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.PauseWork;
import dev.towpath.contracts.agent.ReportLedger;
import dev.towpath.contracts.agent.ResumeWork;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.codec.WireRecord;
import dev.towpath.contracts.outcome.LedgerReported;
import dev.towpath.contracts.outcome.LedgerReported.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An orchestrator whose store was put back: the same numbers and identities once more, at later times, for something else. */
class HistoriesIT {
    private static final RolloutId ROLLOUT = RolloutId.parse("shop.add_name");
    private static final StepId ADD = new StepId("expand.1.add-column");

    private final TestLedger test = new TestLedger();
    private final TargetDatabase target = test.target;
    private final Wire wire = test.wire;
    private final Outbox outbox = test.outbox;
    private final Inbox inbox = test.inbox;
    private final Journal journal = test.journal;
    private final List<Envelope<AgentCommand>> topic = new ArrayList<>();

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void the_same_numbers_and_identities_at_later_times_are_taken_in_and_read_again_do_nothing() throws Exception {
        say(1, 10, execute(1));
        say(2, 20, execute(2));
        say(3, 30, execute(3));

        assertThat(due(say(2, 100, execute(4)))).containsExactly(execute(4));
        assertThat(due(say(3, 101, execute(5)))).containsExactly(execute(5));
        assertThat(due(say(4, 102, execute(6)))).containsExactly(execute(6));

        assertThat(readAllAgain()).containsOnly(new Arrival.SeenBefore());
        assertThat(inbox.open())
                .extracting(InboxEntry::command)
                .as("what had begun goes on, and comes first")
                .containsExactly(execute(2), execute(3), execute(1), execute(4), execute(5), execute(6));
    }

    @Test
    void what_was_held_back_of_the_history_before_never_follows_the_new_one() throws Exception {
        say(1, 10, execute(1));
        assertThat(say(3, 30, execute(3))).isEqualTo(new Arrival.HeldBack(2));
        assertThat(say(4, 40, execute(4))).isEqualTo(new Arrival.HeldBack(2));

        assertThat(say(3, 100, execute(5))).isEqualTo(new Arrival.HeldBack(2));
        assertThat(due(say(2, 20, execute(2))))
                .as("number 2 is what both histories have")
                .containsExactly(execute(2), execute(5));
        assertThat(due(say(4, 101, execute(6)))).containsExactly(execute(6));
        assertThat(readAllAgain()).containsOnly(new Arrival.SeenBefore());
    }

    @Test
    void a_history_may_be_followed_by_a_third() throws Exception {
        say(1, 10, execute(1));
        say(2, 20, execute(2));
        say(2, 100, execute(3));
        say(3, 101, execute(4));

        assertThat(due(say(1, 200, execute(5)))).containsExactly(execute(5));
        assertThat(due(say(2, 201, execute(6)))).containsExactly(execute(6));
        assertThat(readAllAgain()).containsOnly(new Arrival.SeenBefore());
        assertThat(target.one("SELECT history FROM towpath.sequence")).isEqualTo("2");
    }

    @Test
    void a_rollout_that_is_over_is_open_again_and_its_commands_of_before_stay_known() throws Exception {
        target.execute("INSERT INTO towpath.rollout (rollout, table_name) VALUES ('" + ROLLOUT + "', 'users')");
        journal.resume(entry(say(1, 10, new ResumeWork(ROLLOUT))), ROLLOUT);
        journal.close(entry(say(2, 20, new CloseRollout(ROLLOUT))), ROLLOUT);
        assertThat(readAllAgain()).containsOnly(new Arrival.SeenBefore());

        assertThat(due(say(2, 100, execute(1)))).containsExactly(execute(1));
        assertThat(target.one("SELECT closed_at IS NULL FROM towpath.rollout")).isEqualTo("t");
        assertThat(readAllAgain()).containsOnly(new Arrival.SeenBefore());
    }

    @Test
    void pauses_and_withdrawals_of_a_forgotten_past_hold_nothing_and_those_of_both_histories_do() throws Exception {
        WithdrawStep withdraw = new WithdrawStep(ROLLOUT, ADD, 1);
        journal.pause(entry(say(1, 10, new PauseWork(ROLLOUT))), ROLLOUT);
        journal.resume(entry(say(2, 20, new ResumeWork(ROLLOUT))), ROLLOUT);
        journal.pause(entry(say(3, 30, new PauseWork(ROLLOUT))), ROLLOUT);
        journal.withdraw(entry(say(4, 40, withdraw)), Attempt.at(withdraw));
        assertThat(journal.held(ROLLOUT).paused()).isTrue();

        say(3, 100, execute(1));
        assertThat(journal.held(ROLLOUT).paused()).isFalse();
        assertThat(journal.held(ROLLOUT).withdrawn()).isEmpty();

        say(2, 200, execute(2));
        assertThat(journal.held(ROLLOUT).paused()).as("number 1 is of both").isTrue();
    }

    @Test
    void the_end_of_an_attempt_has_an_identity_in_each_history() throws Exception {
        target.execute(
                "INSERT INTO towpath.receipt (rollout, step, attempt, epoch, statement_hash, lock_attempts, lock_wait,"
                        + " duration, row_count) VALUES ('" + ROLLOUT + "', '" + ADD + "', 1, 0, '', 1, '0', '0', 0)");
        WithdrawStep withdraw = new WithdrawStep(ROLLOUT, ADD, 1);
        journal.withdraw(entry(say(1, 10, withdraw)), Attempt.at(withdraw));
        journal.withdraw(entry(say(1, 100, withdraw)), Attempt.at(withdraw));

        String end = ROLLOUT + "/" + ADD + "/1/step-succeeded";
        assertThat(ids()).containsExactly(end, "history/" + ROLLOUT + "/1", end + "/1");
    }

    @Test
    void whoever_begins_anew_is_told_at_once_what_the_ledger_knows_and_whoever_asks_is_told_too() throws Exception {
        target.execute("INSERT INTO towpath.rollout (rollout, table_name) VALUES ('" + ROLLOUT + "', 'users')");
        target.execute(
                "INSERT INTO towpath.receipt (rollout, step, attempt, epoch, statement_hash, lock_attempts, lock_wait,"
                        + " duration, row_count) VALUES ('" + ROLLOUT + "', '" + ADD + "', 1, 0, '', 1, '0', '0', 0)");
        say(1, 10, execute(1));
        say(2, 20, execute(2));
        say(1, 100, execute(3));
        ReportLedger asked = new ReportLedger(ROLLOUT.database(), Instant.now());
        Envelope<AgentCommand> question = new Envelope<>(
                new MessageId("/orchestrator", "asked"),
                Instant.now(),
                ROLLOUT.database().value(),
                0,
                0,
                "",
                asked);
        journal.report(entry(receive(9, question)), asked);

        assertThat(reports())
                .containsExactly(
                        new LedgerReported(ROLLOUT.database(), List.of(new Account(ROLLOUT, 2, 1, List.of(ADD))), true),
                        new LedgerReported(
                                ROLLOUT.database(), List.of(new Account(ROLLOUT, 1, 1, List.of(ADD))), true));
    }

    private Arrival say(long sequence, long second, AgentCommand command) throws Exception {
        Envelope<AgentCommand> message = new Envelope<>(
                new MessageId("/orchestrator", ROLLOUT + "/command-" + sequence),
                Instant.ofEpochSecond(second),
                ROLLOUT.toString(),
                sequence,
                sequence,
                "",
                command);
        topic.add(message);
        return receive(topic.size() - 1, message);
    }

    private List<Arrival> readAllAgain() throws Exception {
        List<Arrival> arrivals = new ArrayList<>();
        for (int offset = 0; offset < topic.size(); offset++) {
            arrivals.add(receive(offset, topic.get(offset)));
        }
        return arrivals;
    }

    private Arrival receive(long offset, Envelope<AgentCommand> message) throws Exception {
        WireRecord raw = wire.codec().encode(message);
        return inbox.receive("commands", offset, message, raw);
    }

    private List<String> ids() throws InterruptedException {
        return outbox.pending().stream()
                .map(waiting -> waiting.message().headers().get("ce_id"))
                .toList();
    }

    private List<Object> reports() throws Exception {
        List<Object> reports = new ArrayList<>();
        for (Outbox.Pending waiting : outbox.pending()) {
            reports.add(wire.codec()
                    .decode(waiting.message().headers(), waiting.message().value())
                    .data());
        }
        return reports;
    }

    private static AgentCommand execute(int attempt) {
        return new ExecuteStep(ROLLOUT, "0f", ADD, attempt, List.of(), Optional.empty());
    }

    private static InboxEntry entry(Arrival arrival) {
        return ((Arrival.Due) arrival).entries().getFirst();
    }

    private static List<AgentCommand> due(Arrival arrival) {
        return ((Arrival.Due) arrival)
                .entries().stream().map(InboxEntry::command).toList();
    }
}
