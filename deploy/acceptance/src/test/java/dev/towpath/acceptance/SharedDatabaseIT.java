package dev.towpath.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rollouts that share a database and its one agent, and what people say of all of them at once. */
@OnSharedProduct
class SharedDatabaseIT {
    private static final String HEAD = "new_head: true\n";
    private static final String APPROVED_CUTOVER = HEAD + "gates: {cutover: {approvals: 1}}\n";
    private static final String LONG_SOAK = HEAD + "gates: {cutover: {soak: 7d}}\n";

    static Running running;

    @BeforeAll
    static void use(Running shared) throws Exception {
        running = shared;
        Catalog.run(shared.stack().shopJdbc(), """
                create table pair(id int primary key, a text, b text);
                create index pair_both on pair(a, b);
                create table one(id int primary key, a text);
                create table other(id int primary key, a text);
                create table slow(id int primary key, a text);
                insert into slow values (1, 'held');
                create table quick(id int primary key, a text);
                insert into quick values (1, 'free');
                create table frozen(id int primary key, a text);
                create table paused(id int primary key, a text);
                create table stamped(id int primary key, a text);
                """);
    }

    @Test
    void who_works_on_the_same_index_waits_for_the_other_by_name_and_follows_it() throws Exception {
        TableRollout first = submitted("pair_first", "pair", "a", "c", APPROVED_CUTOVER);
        first.awaitGate("cutover");
        TableRollout second = submitted("pair_second", "pair", "b", "d", HEAD);
        assertThat(second.awaitCondition("rollouts")).contains(first.id()).contains("pair_both");

        first.approve("cutover");
        first.awaitState("completed");
        second.awaitState("completed");
        assertThat(second.columns("pair")).containsExactly("c", "d", "id");
    }

    @Test
    void who_shares_nothing_goes_side_by_side_and_a_skip_passes_over_the_soak() throws Exception {
        TableRollout one = submitted("one", "one", "a", "b", LONG_SOAK);
        TableRollout other = submitted("other", "other", "a", "b", LONG_SOAK);
        one.awaitCondition("soak");
        other.awaitCondition("soak");
        assertThat(one.conditions()).containsExactly("soak");

        skip(one, "nobody uses the table");
        one.awaitState("completed");
        assertThat(other.conditions()).containsExactly("soak");
        assertThat(running.api().rollout(one.id()).path("skipped").toString()).contains("nobody uses the table");
        skip(other, "nor this one");
        other.awaitState("completed");
    }

    @Test
    void a_second_backfill_waits_until_the_first_one_is_done() throws Exception {
        TableRollout slow = submitted("slow", "slow", "a", "b", HEAD + "gates: {backfill: {approvals: 1}}\n");
        slow.awaitGate("backfill");
        try (Connection shop = DriverManager.getConnection(running.stack().shopJdbc());
                Statement statement = shop.createStatement()) {
            shop.setAutoCommit(false);
            statement.execute("select from slow for update");
            slow.approve("backfill");
            slow.awaitStep("backfill");
            TableRollout quick = submitted("quick", "quick", "a", "b", HEAD);
            assertThat(quick.awaitCondition("budget")).contains(slow.id());

            shop.rollback();
            slow.awaitState("completed");
            quick.awaitState("completed");
        }
    }

    @Test
    void a_freeze_keeps_a_gate_closed_until_it_is_lifted() throws Exception {
        post("databases/shop/freeze", """
                {"until": "2099-01-01T00:00:00Z", "reason": "the end of the year"}""");
        TableRollout frozen;
        try {
            frozen = submitted("frozen", "frozen", "a", "b", HEAD);
            assertThat(frozen.awaitCondition("freeze")).contains("the end of the year");
            assertThat(frozen.columns("frozen")).containsExactly("a", "id");
        } finally {
            post("databases/shop/lift", """
                    {"reason": "the year is over"}""");
        }
        frozen.awaitState("completed");
    }

    @Test
    void nothing_starts_on_a_database_that_is_paused_until_it_is_resumed() throws Exception {
        post("databases/shop/pause", """
                {"reason": "an incident"}""");
        TableRollout paused;
        try {
            paused = submitted("paused", "paused", "a", "b", HEAD);
            assertThat(paused.awaitCondition("database")).contains("an incident");
            assertThat(paused.columns("paused")).containsExactly("a", "id");
        } finally {
            post("databases/shop/resume", "{}");
        }
        paused.awaitState("completed");
    }

    @Test
    void a_child_follows_a_revision_that_was_stamped() throws Exception {
        post("databases/shop/stamp", """
                {"revision": "by_hand", "new_head": true, "reason": "made before there was Towpath"}""");
        TableRollout child = submitted("after_stamp", "stamped", "a", "b", "down_revision: by_hand\n");
        child.awaitState("completed");
        assertThat(child.columns("stamped")).containsExactly("b", "id");
        Cli.Printed heads = new Cli(running.stack().api(), TableRollout.DBA).run("revisions", "heads", "shop");
        assertThat(heads.text()).contains("after_stamp").doesNotContain("by_hand");
    }

    private static TableRollout submitted(String revision, String table, String from, String to, String rest)
            throws Exception {
        TableRollout rollout = new TableRollout(running, revision);
        rollout.submit(table, from, to, rest);
        return rollout;
    }

    private static void skip(TableRollout rollout, String why) throws Exception {
        post("rollouts/" + rollout.id() + "/skip", "{\"stage\": \"cutover\", \"reason\": \"" + why + "\"}");
    }

    private static void post(String path, String data) throws Exception {
        assertThat(running.api().post("/api/" + path, "application/json", TableRollout.DBA, data))
                .returns(202, Api.Answer::status);
    }
}
