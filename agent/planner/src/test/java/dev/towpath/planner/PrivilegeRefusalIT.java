package dev.towpath.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.contracts.spec.BackfillSpec;
import dev.towpath.contracts.spec.RolloutSpec;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the agent's role lacks is refused with the statement that gives it; what it may not suppress, too. */
class PrivilegeRefusalIT {
    private static final String TABLE = "CREATE TABLE t (id int PRIMARY KEY, v text UNIQUE);";
    private static final String TOUCH =
            "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';";
    private final RolloutSpec rename = Fixture.rename("public", "t", "v", "new");
    private final TestTarget target;

    PrivilegeRefusalIT() throws SQLException {
        target = TestTarget.create();
    }

    @AfterEach
    void close() throws SQLException {
        target.close();
    }

    @Test
    void a_role_that_is_no_member_of_the_owner() throws SQLException {
        target.superuser(TABLE);
        assertThat(refusal("MissingPrivilege")).contains("GRANT \"postgres\" TO \"towpath_agent\"");
    }

    @Test
    void a_role_that_is_no_member_of_the_owner_of_a_referencing_table() throws SQLException {
        target.owner(TABLE);
        target.superuser("CREATE TABLE u (r text REFERENCES t (v))");
        assertThat(refusal("MissingPrivilege")).contains("public.u").contains("GRANT \"postgres\"");
    }

    @Test
    void a_schema_in_which_nothing_may_be_created() throws SQLException {
        target.owner(TABLE);
        target.superuser("REVOKE ALL ON SCHEMA public FROM PUBLIC, shop_owner; GRANT USAGE ON SCHEMA public TO PUBLIC;"
                + "ALTER SCHEMA public OWNER TO postgres");
        assertThat(refusal("MissingPrivilege")).contains("GRANT CREATE ON SCHEMA \"public\"");
    }

    @Test
    void forced_row_security() throws SQLException {
        target.owner(TABLE + "ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY");
        assertThat(refusal("ForcedRowSecurity")).contains("BYPASSRLS");
    }

    @Test
    void privileges_that_somebody_else_granted() throws SQLException {
        target.owner(TABLE + "GRANT SELECT (v) ON t TO shop_app WITH GRANT OPTION");
        target.superuser("SET SESSION AUTHORIZATION shop_app; GRANT SELECT (v) ON t TO PUBLIC");
        assertThat(refusal("GrantedByOthers")).contains("SELECT to PUBLIC");
    }

    @Test
    void a_publication_that_lists_the_column() throws SQLException {
        assumeTrue(target.version() >= 150000, "column lists are new in 15");
        target.owner(TABLE);
        target.superuser("CREATE PUBLICATION p FOR TABLE t (id, v)");
        assertThat(refusal("PublicationMentionsColumn")).contains("p");
    }

    @Test
    void a_publication_that_filters_by_the_column() throws SQLException {
        assumeTrue(target.version() >= 150000, "row filters are new in 15");
        target.owner(TABLE);
        target.superuser("CREATE PUBLICATION p FOR TABLE t WHERE (v = 'a')");
        assertThat(refusal("PublicationMentionsColumn")).contains("p");
    }

    @Test
    void a_plain_publication_is_a_note() throws SQLException {
        target.owner(TABLE);
        target.superuser("CREATE PUBLICATION everything FOR ALL TABLES");
        assertThat(Fixture.plan(rename, target.snapshot("public", "t")).notes())
                .anyMatch(note -> note.contains("Subscribers of everything"));
    }

    @Test
    void a_subscribed_table() throws SQLException {
        target.owner(TABLE);
        target.superuser("CREATE SUBSCRIPTION s CONNECTION 'dbname=nowhere' PUBLICATION p WITH (connect = false)");
        target.superuser(
                "INSERT INTO pg_subscription_rel SELECT oid, 't'::regclass, 'i', NULL FROM pg_subscription"
                        + " WHERE subname = 's' AND subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())");
        try {
            assertThat(refusal("SubscribedTable")).contains("s");
        } finally {
            target.superuser("DELETE FROM pg_subscription_rel; ALTER SUBSCRIPTION s SET (slot_name = NONE)");
            target.superuser("DROP SUBSCRIPTION s");
        }
    }

    @Test
    void triggers_that_cannot_be_suppressed() throws SQLException {
        target.owner(TABLE + TOUCH + "CREATE TRIGGER audit AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();"
                + "ALTER TABLE t ENABLE ALWAYS TRIGGER audit");
        assertThat(refusal("TriggersWouldFire")).contains("audit").contains("fires_triggers: accepted");

        RolloutSpec accepted =
                Fixture.rename("public", "t", "v", "new", new BackfillSpec(Duration.ofMillis(200), true));
        assertThat(Fixture.plan(accepted, target.snapshot("public", "t")).stages())
                .flatExtracting(stage -> stage.steps())
                .filteredOn(BackfillStep.class::isInstance)
                .allMatch(step -> !((BackfillStep) step).suppressTriggers());
    }

    @Test
    void an_index_that_is_invalid() throws SQLException {
        target.owner(TABLE + "CREATE INDEX half ON t (v)");
        target.superuser("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'half'::regclass");
        assertThat(refusal("InvalidIndex")).contains("half");
    }

    @Test
    void triggers_between_which_ours_cannot_be_named() throws SQLException {
        target.owner(TABLE + TOUCH + "CREATE TRIGGER \" \" BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()");
        refusal("TriggerOrder");
    }

    private String refusal(String rule) throws SQLException {
        Failure failure = Fixture.refusal(rename, target.snapshot("public", "t"));
        assertThat(failure.rule()).as(failure.detail()).isEqualTo(rule);
        return failure.detail();
    }
}
