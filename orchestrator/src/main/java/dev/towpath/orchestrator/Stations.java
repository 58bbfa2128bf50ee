package dev.towpath.orchestrator;

import dev.towpath.orchestrator.audit.AnchorRounds;
import dev.towpath.orchestrator.databases.KnownDatabases;
import dev.towpath.orchestrator.kafka.PresenceConsumer;
import dev.towpath.orchestrator.migration.SchemaVersion;
import dev.towpath.orchestrator.operations.StoreMeters;
import dev.towpath.orchestrator.outbox.Relay;
import dev.towpath.orchestrator.stall.StallWatch;
import dev.towpath.orchestrator.timer.AgentsWatch;
import dev.towpath.orchestrator.timer.AlarmClock;
import dev.towpath.orchestrator.timer.ServicesWatch;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Starts what runs by itself, once the store's schema fits: the watch over those who stall readers, the relay, the alarm
 * clock, the ear for presence, the watches over services and agents, the anchoring of the log, the figures for those who
 * run it, and a look at the topics. Until then the application answers, says that it is not ready, and waits.
 */
@Singleton
public final class Stations {
    private static final Logger LOG = Logger.getLogger(Stations.class);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LATER = Duration.ofSeconds(2);

    private final SchemaVersion schema;
    private final KnownDatabases databases;
    private final Relay relay;
    private final AlarmClock alarmClock;
    private final PresenceConsumer presence;
    private final ServicesWatch servicesWatch;
    private final AgentsWatch agentsWatch;
    private final AnchorRounds anchorRounds;
    private final StoreMeters meters;
    private final StallWatch stallWatch;

    Stations(
            SchemaVersion schema,
            KnownDatabases databases,
            Relay relay,
            AlarmClock alarmClock,
            PresenceConsumer presence,
            ServicesWatch servicesWatch,
            AgentsWatch agentsWatch,
            AnchorRounds anchorRounds,
            StoreMeters meters,
            StallWatch stallWatch) {
        this.schema = schema;
        this.databases = databases;
        this.relay = relay;
        this.alarmClock = alarmClock;
        this.presence = presence;
        this.servicesWatch = servicesWatch;
        this.agentsWatch = agentsWatch;
        this.anchorRounds = anchorRounds;
        this.meters = meters;
        this.stallWatch = stallWatch;
    }

    void start(@Observes StartupEvent event) {
        untilItHolds("the store", schema.mustFit())
                .invoke(stallWatch::start)
                .invoke(relay::start)
                .invoke(alarmClock::start)
                .invoke(presence::start)
                .invoke(servicesWatch::start)
                .invoke(agentsWatch::start)
                .invoke(anchorRounds::start)
                .invoke(meters::start)
                .chain(() -> untilItHolds("the databases' topics", databases.ensureTopics()))
                .subscribe()
                .with(done -> LOG.info("all stations work"));
    }

    void stop(@Observes ShutdownEvent event) {
        anchorRounds.close();
        meters.close();
        agentsWatch.close();
        servicesWatch.close();
        presence.close();
        alarmClock.close();
        relay.close();
        stallWatch.close();
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
