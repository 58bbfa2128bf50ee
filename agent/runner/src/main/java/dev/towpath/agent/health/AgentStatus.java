package dev.towpath.agent.health;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;

/** The agent's latest word on itself. Thread-safe; logs each change once. */
public final class AgentStatus {
    private static final Logger LOG = Logger.getLogger(AgentStatus.class);

    private volatile Standing standing = new Standing.Connecting("starting");
    private final ConcurrentMap<String, String> troubles = new ConcurrentHashMap<>();

    public Standing standing() {
        return standing;
    }

    /** Troubles belong to what the process was doing when it met them, so a change forgets them. */
    public void stand(Standing now) {
        if (!standing.equals(now)) {
            standing = now;
            troubles.clear();
            LOG.infof("standing=%s", now);
        }
    }

    /** Something that is waited out, by station; reported until {@link #overcome}. */
    public void trouble(String station, String what) {
        if (!what.equals(troubles.put(station, what))) {
            LOG.warnf("station=%s trouble=\"%s\"", station, what);
        }
    }

    public void overcome(String station) {
        if (troubles.remove(station) != null) {
            LOG.infof("station=%s trouble is over", station);
        }
    }

    /** Station to what is wrong there. */
    public Map<String, String> troubles() {
        return Map.copyOf(troubles);
    }
}
