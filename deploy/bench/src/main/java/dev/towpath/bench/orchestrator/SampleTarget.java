package dev.towpath.bench.orchestrator;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.planner.PlanResult;
import dev.towpath.planner.Planner;
import dev.towpath.planner.catalog.CatalogSnapshot;
import dev.towpath.planner.catalog.SnapshotQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A table that is only looked at, so that simulated agents answer with plans as the planner makes them. */
record SampleTarget(CatalogSnapshot users) {
    /** The rename of which a rollout file here consists. */
    static final String CHANGE = "rename_column: {table: users, from: full_name, to: display_name}";

    static SampleTarget on(Machine machine) throws SQLException {
        try (Connection connection = machine.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE users (id bigint PRIMARY KEY, full_name text NOT NULL, email text NOT NULL UNIQUE,
                                        city text, created_at timestamptz NOT NULL DEFAULT now())""");
            statement.execute("PREPARE snapshot(text, text) AS " + SnapshotQuery.sql());
            try (ResultSet rows = statement.executeQuery("EXECUTE snapshot('public', 'users')")) {
                rows.next();
                return new SampleTarget(CatalogSnapshot.parse(rows.getString(1)));
            }
        }
    }

    Plan plan(RolloutId id, RolloutSpec spec) {
        return switch (Planner.plan(id, spec, users)) {
            case PlanResult.Planned planned -> planned.plan();
            case PlanResult.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }
}
