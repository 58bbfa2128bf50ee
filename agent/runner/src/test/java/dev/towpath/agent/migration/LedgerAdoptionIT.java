package dev.towpath.agent.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.agent.TargetDatabase;
import org.junit.jupiter.api.Test;

class LedgerAdoptionIT {
    private final TargetDatabase copy = TargetDatabase.migrated();
    private final LedgerAdoption adoption = new LedgerAdoption(copy.address(), "shop");

    @Test
    void a_copy_gets_the_identity_of_its_server_and_a_new_epoch_once() {
        copy.execute(
                "UPDATE towpath.fence SET system_identifier = '42'; INSERT INTO towpath.rollout (rollout, table_name)"
                        + " VALUES ('shop.add_name', 'public.users')");
        String server = copy.one("SELECT system_identifier FROM pg_control_system()");

        assertThat(adoption.run()).isEqualTo(new LedgerAdoption.Result("42", server));
        assertThat(adoption.run()).isEqualTo(new LedgerAdoption.Result(server, server));
        assertThat(copy.one("SELECT epoch || ' ' || system_identifier FROM towpath.fence"))
                .isEqualTo("1 " + server);
    }

    @Test
    void a_copy_of_another_database_is_not_adopted_and_the_remedy_is_named() {
        copy.execute(
                "UPDATE towpath.fence SET system_identifier = '42'; INSERT INTO towpath.rollout (rollout, table_name)"
                        + " VALUES ('crm.add_name', 'public.users')");

        assertThatThrownBy(adoption::run)
                .isInstanceOf(LedgerNotMigrated.class)
                .hasMessageContaining("that of database crm, not of shop")
                .hasMessageContaining("DROP SCHEMA towpath");
        assertThat(copy.one("SELECT system_identifier FROM towpath.fence")).isEqualTo("42");
    }
}
