package dev.towpath.agent.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Keys of the agent; as environment variables {@code TOWPATH_AGENT_DATABASE} and so on. What has no default is
 * required.
 */
@ConfigMapping(prefix = "towpath")
public interface AgentConfig {
    Agent agent();

    Target target();

    Messages messages();

    /** What is done with messages that can't be handled. */
    interface Messages {
        /**
         * How often a message is tried that fails, before it is a dead letter; at least 1. An absent database or Kafka is
         * waited for, and doesn't count.
         */
        @WithDefault("5")
        int attempts();
    }

    /** Who the agent is. */
    interface Agent {
        /** Id of the registered database that this agent serves; names its topics. */
        String database();
    }

    /** The database under migration. The {@code migrate} job reads the same three keys. */
    interface Target {
        /** {@code postgresql://host:port/database}; the primary, not a standby, and not through a pooler. */
        String url();

        /** The role of {@code db/grants/postgresql.sql}. */
        String username();

        /** Its password. */
        String password();
    }
}
