package dev.towpath.orchestrator;

import dev.towpath.orchestrator.databases.KnownDatabases;
import dev.towpath.orchestrator.migration.SchemaVersion;
import dev.towpath.orchestrator.station.Station;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Starts what runs by itself, once the store's schema fits: each {@link Station} and a look at the topics. Until then the
 * application answers, says that it is not ready, and waits.
 */
@Singleton
public final class Stations {
    private static final Logger LOG = Logger.getLogger(Stations.class);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LATER = Duration.ofSeconds(2);

    private final SchemaVersion schema;
    private final KnownDatabases databases;
    private final List<Station> stations;

    Stations(SchemaVersion schema, KnownDatabases databases, @All List<Station> stations) {
        this.schema = schema;
        this.databases = databases;
        this.stations = List.copyOf(stations);
    }

    void start(@Observes StartupEvent event) {
        untilItHolds("the store", schema.mustFit())
                .invoke(() -> stations.forEach(Station::start))
                .chain(() -> untilItHolds("the databases' topics", databases.ensureTopics()))
                .subscribe()
                .with(done -> LOG.info("all stations work"));
    }

    void stop(@Observes ShutdownEvent event) {
        stations.reversed().forEach(Station::close);
    }

    private static Uni<Void> untilItHolds(String what, Uni<Void> condition) {
        return condition
                .onFailure()
                .invoke(failure -> LOG.warnf("waiting for %s: %s", what, failure.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(SOON, LATER)
                .indefinitely();
    }
}
