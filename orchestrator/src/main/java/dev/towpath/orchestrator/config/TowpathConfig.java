package dev.towpath.orchestrator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * Every key of the orchestrator, as a system property ({@code towpath.store.url}) or an environment variable
 * ({@code TOWPATH_STORE_URL}). The brokers are {@code kafka.bootstrap.servers}, the HTTP address is
 * {@code quarkus.http.host} and {@code quarkus.http.port}.
 */
@ConfigMapping(prefix = "towpath")
public interface TowpathConfig {
    /** The event store. */
    Store store();

    /** What is told of agents. */
    Agent agent();

    /** What is told of services. */
    Services services();

    /** How much the agent of one database is given at once. */
    Budget budget();

    /** What is done with messages that can't be handled, and with those that were sent. */
    Messages messages();

    /** What is done with messages that can't be handled, and with those that were sent. */
    interface Messages {
        /**
         * How often a message is tried whose handler fails on it, before it is a dead letter; at least 1. An absent store
         * or Kafka is waited for, and doesn't count.
         */
        @WithDefault("5")
        int attempts();

        /**
         * How long a message stays in the store's outbox after Kafka has it, so that an operator can send it again. Events
         * and receipts stay for ever.
         */
        @WithDefault("7d")
        Duration keptWhenSent();
    }

    /** How much may be with the agent of one database at once, over all its rollouts. */
    interface Budget {
        /** Steps that are no backfills; at least 1. */
        @WithDefault("4")
        int steps();

        /** Backfills; at least 1. */
        @WithDefault("1")
        int backfills();
    }

    /** The PostgreSQL database of the event store; never on a server with a database under migration. */
    interface Store {
        /** {@code postgresql://host:port/database}. */
        String url();

        /** Role that owns the store's tables. */
        String username();

        /** Password of that role. */
        String password();
    }

    /** When an agent counts as away. */
    interface Agent {
        /** A rollout waits for condition {@code agent} once its agent has been silent for this long. */
        @WithDefault("30s")
        Duration silentAfter();
    }

    /** When an instance of a service counts as away, and when as gone. */
    interface Services {
        /**
         * An instance that was silent for this long is {@code unknown}, and keeps gates closed; only time in which
         * presence was read counts.
         */
        @WithDefault("30s")
        Duration silentAfter();

        /**
         * An unknown instance is gone once the database, which showed sessions of it before, has shown none for this
         * long; only time in which the database's agent was heard counts.
         */
        @WithDefault("30s")
        Duration lease();
    }
}
