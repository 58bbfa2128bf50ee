package dev.towpath.agent.ownership;

import dev.towpath.agent.config.AgentSettings;
import dev.towpath.agent.health.AgentStatus;
import dev.towpath.agent.health.Standing;
import dev.towpath.agent.target.TargetException;
import dev.towpath.agent.target.TargetSession;
import dev.towpath.agent.target.TargetSessions;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The life of one agent process, over and over: connect, be admitted, stand by, own, lose. Ends only by an interrupt.
 *
 * <pre>
 *   Connecting --admitted--> StandingBy --lock, takeover--> Owning
 *       ^  ^--- Refused            |                          |
 *       +--------- session lost ---+--------------------------+
 * </pre>
 *
 * <p>The session that holds the lock is also the owner's pulse: every second it asks for epoch and brake. If that fails,
 * for whatever reason, the tenure ends and everything that belongs to it is closed before the next attempt; what was
 * being done is in the ledger.
 */
public final class Ownership implements Runnable {
    private static final Logger LOG = Logger.getLogger(Ownership.class);
    private static final Duration PULSE = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final String PULSE_SQL =
            "SELECT (SELECT epoch FROM towpath.fence) = $1," + " coalesce((SELECT halted FROM towpath.control), true)";

    private final AgentSettings settings;
    private final TargetSessions standBySessions;
    private final Tenures tenures;
    private final AgentStatus status;
    private final CountDownLatch never = new CountDownLatch(1);

    public Ownership(AgentSettings settings, TargetSessions standBySessions, Tenures tenures, AgentStatus status) {
        this.settings = settings;
        this.standBySessions = standBySessions;
        this.tenures = tenures;
        this.status = status;
    }

    @Override
    public void run() {
        Duration pause = FIRST_PAUSE;
        try {
            while (true) {
                pause = liveOnce() ? FIRST_PAUSE : longer(pause);
                rest(pause);
            }
        } catch (InterruptedException stopping) {
            status.stand(new Standing.Connecting("stopping"));
        }
    }

    /** Returns whether the target could be served for a time. */
    private boolean liveOnce() throws InterruptedException {
        boolean admitted = false;
        try (TargetSession session = standBySessions.open()) {
            switch (Gatekeeper.look(session)) {
                case Admission.Refused(String why) -> status.stand(new Standing.Refused(why));
                case Admission.Admitted server -> {
                    admitted = true;
                    serve(session, server);
                }
            }
        } catch (TargetException lost) {
            status.stand(new Standing.Connecting(lost.getMessage()));
        }
        return admitted;
    }

    private void serve(TargetSession session, Admission.Admitted server) throws InterruptedException {
        status.stand(new Standing.StandingBy());
        long epoch = new Succession(settings).await(session);
        try (Tenures.Tenure tenure = tenures.prepare(epoch, server)) {
            tenure.start();
            status.stand(new Standing.Owning(epoch));
            Row pulse = pulse(session, epoch);
            while (pulse.getBoolean(0) && tenure.sound()) {
                tenure.brake(pulse.getBoolean(1));
                rest(PULSE);
                pulse = pulse(session, epoch);
            }
            LOG.warnf("fence=%d the tenure is over: current=%s sound=%s", epoch, pulse.getBoolean(0), tenure.sound());
        }
    }

    private static Row pulse(TargetSession session, long epoch) throws InterruptedException {
        return session.row(PULSE_SQL, epoch).orElseThrow();
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void rest(Duration time) throws InterruptedException {
        never.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
