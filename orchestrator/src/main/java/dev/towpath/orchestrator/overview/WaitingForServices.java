package dev.towpath.orchestrator.overview;

import dev.towpath.contracts.RolloutId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The rollouts that go on when services do something; from the read model, so maybe a moment behind. */
@Singleton
public final class WaitingForServices {
    private static final String READ = "SELECT id FROM overview_rollout WHERE waits_for_services ORDER BY id";

    private final Pool pool;

    WaitingForServices(Pool pool) {
        this.pool = pool;
    }

    public Uni<List<RolloutId>> list() {
        return pool.preparedQuery(READ).execute().map(rows -> {
            List<RolloutId> waiting = new ArrayList<>(rows.size());
            rows.forEach(row -> waiting.add(RolloutId.parse(row.getString("id"))));
            return waiting;
        });
    }
}
