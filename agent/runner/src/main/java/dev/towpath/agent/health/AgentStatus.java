package dev.towpath.agent.health;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;

/** The agent's latest word on itself. Thread-safe; logs each change once. */
public final class AgentStatus {
    private static final Logger LOG = Logger.getLogger(AgentStatus.class);

    private record Trouble(String what, Instant since) {}

    private record Position(Standing standing, Instant since) {}

    private volatile Position position = new Position(new Standing.Connecting("starting"), Instant.now());
    private final ConcurrentMap<String, Trouble> troubles = new ConcurrentHashMap<>();

    public Standing standing() {
        return position.standing();
    }

    /** Since when it is of that kind, whatever the reason that it gives for it. */
    public Instant standingSince() {
        return position.since();
    }

    /** Troubles belong to what the process was doing when it met them, so a change forgets them. */
    public void stand(Standing now) {
        Position before = position;
        if (!before.standing().equals(now)) {
            boolean sameKind = before.standing().getClass().equals(now.getClass());
            position = new Position(now, sameKind ? before.since() : Instant.now());
            troubles.clear();
            LOG.infof("standing=%s", now);
        }
    }

    /** Something that is waited out, by station; reported until {@link #overcome}. */
    public void trouble(String station, String what) {
        Trouble before = troubles.get(station);
        troubles.put(station, new Trouble(what, before == null ? Instant.now() : before.since()));
        if (before == null || !before.what().equals(what)) {
            LOG.warnf("station=%s trouble=\"%s\"", station, what);
        }
    }

    public void overcome(String station) {
        if (troubles.remove(station) != null) {
            LOG.infof("station=%s trouble is over", station);
        }
    }

    /** Station to what is wrong there, and since when. */
    public Map<String, String> troubles() {
        Map<String, String> texts = new HashMap<>();
        troubles.forEach((station, trouble) -> texts.put(station, trouble.what() + " (since " + trouble.since() + ")"));
        return Map.copyOf(texts);
    }
}
