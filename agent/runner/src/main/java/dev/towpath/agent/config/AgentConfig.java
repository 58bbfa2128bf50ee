package dev.towpath.agent.config;

import io.smallrye.config.ConfigMapping;

/** Keys of the agent; as environment variables {@code TOWPATH_AGENT_DATABASE} and so on. All are required. */
@ConfigMapping(prefix = "towpath")
public interface AgentConfig {
    Agent agent();

    Target target();

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
