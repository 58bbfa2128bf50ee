package dev.towpath.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A target that loses what a rollout has done: nothing goes on before somebody has decided on the command line. */
@OnSharedProduct
class TargetWentBackIT {
    static Running running;
    static Cli dba;

    @BeforeAll
    static void use(Running shared) throws Exception {
        running = shared;
        dba = new Cli(shared.stack().api(), TableRollout.DBA);
        Catalog.run(shared.stack().shopJdbc(), """
                create table restored(id int primary key, a text);
                insert into restored values (1, 'one'), (2, 'two');
                create table kept(id int primary key, a text);
                insert into kept values (1, 'one'), (2, 'two');
                """);
    }

    @Test
    void after_a_restore_the_rollout_is_in_doubt_and_is_rolled_back() throws Exception {
        TableRollout rollout = new TableRollout(running, "restored");
        rollout.submit("restored", "a", "b", """
                new_head: true
                gates: {expand: {approvals: 1}, cutover: {approvals: 1}}
                """);
        rollout.awaitGate("expand");
        Backup backup = Backup.of(running.stack());
        tell("approve", rollout.id());
        rollout.awaitGate("cutover");
        assertThat(rollout.columns("restored")).containsExactly("a", "b", "id");

        backup.restore();
        rollout.awaitState("in_doubt");
        tell("approve", rollout.id());
        Cli.Printed status = dba.run("status", rollout.id());
        assertThat(status.text())
                .contains("in doubt")
                .contains("The log says that these steps are done: expand.1.")
                .contains("has no receipt of them")
                .contains("ADD COLUMN")
                .contains("Roll it back");
        assertThat(status.text().lines().findFirst().orElseThrow()).doesNotContain("ADD COLUMN");
        Cli.Printed retry = dba.run("retry", rollout.id());
        assertThat(retry.exit()).isEqualTo(1);
        assertThat(retry.text()).contains("TargetWentBack");
        assertThat(rollout.columns("restored")).containsExactly("a", "id");

        tell("rollback", rollout.id(), "--reason", "restored from the backup of this morning");
        rollout.awaitState("rolled_back");
        assertThat(rollout.columns("restored")).containsExactly("a", "id");
        assertThat(Catalog.leftovers(running.stack().targetJdbc())).isEmpty();
    }

    @Test
    void where_only_receipts_are_gone_somebody_vouches_and_it_goes_on_to_its_end() throws Exception {
        TableRollout rollout = new TableRollout(running, "kept");
        rollout.submit("kept", "a", "b", """
                new_head: true
                gates: {cutover: {approvals: 1}}
                """);
        rollout.awaitGate("cutover");
        Catalog.run(
                running.stack().targetJdbc(),
                "delete from towpath.receipt where rollout = '" + rollout.id() + "';"
                        + "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'towpath_agent'");
        rollout.awaitState("in_doubt");

        tell("resolve", rollout.id(), "--took-effect", "--reason", "compared by hand");
        tell("approve", rollout.id());
        rollout.awaitState("completed");
        assertThat(rollout.columns("kept")).containsExactly("b", "id");
    }

    private static void tell(String... words) throws Exception {
        assertThat(dba.run(words)).returns(0, Cli.Printed::exit);
    }
}
