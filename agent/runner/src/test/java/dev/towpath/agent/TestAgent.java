package dev.towpath.agent;

import dev.towpath.agent.config.AgentSettings;
import dev.towpath.agent.health.AgentMetrics;
import dev.towpath.agent.health.AgentStatus;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.change.RenameColumn;
import dev.towpath.contracts.spec.BackfillSpec;
import dev.towpath.contracts.spec.Lineage;
import dev.towpath.contracts.spec.RolloutSpec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An agent in this JVM, for tests of what it says and does; and a rollout file for it. */
final class TestAgent {
    private TestAgent() {}

    /** Not started yet. */
    static Agent of(DatabaseId database, TargetDatabase target, TestTopics topics) {
        return new Agent(
                new AgentSettings(database, target.address(), topics.bootstrap(), "test", "test", 5),
                target.vertx(),
                new AgentStatus(),
                new AgentMetrics(new SimpleMeterRegistry()),
                () -> {});
    }

    /** Renames {@code full_name} of a table of schema public; what was hidden may be dropped at once. */
    static RolloutSpec renaming(DatabaseId database, Revision revision, String table, String to) {
        return renaming(database, revision, table, "full_name", to);
    }

    /** The same for a column of any name. */
    static RolloutSpec renaming(DatabaseId database, Revision revision, String table, String from, String to) {
        return new RolloutSpec(
                revision,
                database,
                List.of(new RenameColumn("public", table, from, to)),
                Lineage.ROOT,
                "",
                Map.of(),
                BackfillSpec.DEFAULT,
                Map.of(),
                Duration.ZERO,
                Duration.ofMillis(500));
    }
}
