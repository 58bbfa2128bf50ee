package dev.towpath.acceptance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What store and target show at one moment of a rollout that has a step with its agent.
 *
 * @param version of the rollout's stream
 * @param step that was requested and has not been completed
 * @param epoch of the agent that owns the database
 * @param owner pid of that agent
 * @param batches of all backfills so far
 * @param statement whether the server was executing a statement of the agent's
 */
record Witness(long version, String step, long epoch, long owner, long batches, boolean statement) {
    private static final String IN_THE_STORE = """
            select max(version), (select body::jsonb ->> 'step_id' from event s
                where s.stream = e.stream and s.type like '%.step-requested.v_' and not exists (
                  select from event later where later.stream = s.stream and later.version > s.version
                    and later.type like '%.step-completed.v_' and later.body::jsonb ->> 'step_id' = s.body::jsonb ->> 'step_id')
                order by version desc limit 1)
              from event e where stream = ? group by stream
            """;
    private static final String IN_THE_TARGET = """
            select epoch, split_part(owner, '@', 1)::bigint, (select coalesce(sum(batches), 0) from towpath.checkpoint),
                exists (select from pg_stat_activity where usename = 'towpath_agent' and state = 'active')
              from towpath.fence
            """;

    /** Nothing if the agent has no step whose id is matched, or a server can't be asked. */
    static Optional<Witness> of(Stack stack, String rollout, Predicate<String> steps) {
        try (Connection store = DriverManager.getConnection(stack.storeJdbc());
                Connection target = DriverManager.getConnection(stack.targetJdbc());
                PreparedStatement inStore = store.prepareStatement(IN_THE_STORE);
                Statement inTarget = target.createStatement()) {
            inStore.setString(1, rollout);
            return read(inTarget.executeQuery(IN_THE_TARGET), inStore.executeQuery())
                    .filter(witness -> steps.test(witness.step));
        } catch (SQLException away) {
            return Optional.empty();
        }
    }

    private static Optional<Witness> read(ResultSet ledger, ResultSet stream) throws SQLException {
        if (!ledger.next() || !stream.next() || stream.getString(2) == null) {
            return Optional.empty();
        }
        return Optional.of(new Witness(
                stream.getLong(1),
                stream.getString(2),
                ledger.getLong(1),
                ledger.getLong(2),
                ledger.getLong(3),
                ledger.getBoolean(4)));
    }
}
