package dev.towpath.orchestrator.config;

import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.orchestrator.kafka.AttemptLimit;
import dev.towpath.orchestrator.rollout.Budget;
import dev.towpath.orchestrator.services.PresenceRules;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** What the application shares and no framework provides. */
public final class Wiring {
    private Wiring() {}

    /** Ticks in microseconds: the store keeps no more, and a replayed state must equal the live one. */
    @Produces
    @Singleton
    public static Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    @Produces
    @Singleton
    public static MessageCodec codec() {
        return new MessageCodec();
    }

    /** For connections of one's own, beside the pool. */
    @Produces
    @Singleton
    public static PgConnectOptions store(TowpathConfig config) {
        PgConnectOptions options = PgConnectOptions.fromUri(config.store().url())
                .setUser(config.store().username())
                .setPassword(config.store().password())
                .addProperty("application_name", "towpath-relay");
        options.setTcpKeepAlive(true);
        StorePool.parsedOnce(options);
        return options;
    }

    @Produces
    @Singleton
    public static PresenceRules presenceRules(TowpathConfig config) {
        return new PresenceRules(
                config.services().silentAfter(), config.services().lease());
    }

    @Produces
    @Singleton
    public static AttemptLimit attemptLimit(TowpathConfig config) {
        return new AttemptLimit(config.messages().attempts());
    }

    @Produces
    @Singleton
    public static Budget budget(TowpathConfig config) {
        return new Budget(config.budget().steps(), config.budget().backfills());
    }
}
