package dev.towpath.agent.ownership;

import dev.towpath.agent.TargetDatabase;
import dev.towpath.agent.config.AgentSettings;
import dev.towpath.agent.health.AgentMetrics;
import dev.towpath.agent.ledger.Ends;
import dev.towpath.agent.ledger.Inbox;
import dev.towpath.agent.ledger.Introduction;
import dev.towpath.agent.ledger.Journal;
import dev.towpath.agent.ledger.Ledger;
import dev.towpath.agent.ledger.Letters;
import dev.towpath.agent.ledger.Outbox;
import dev.towpath.agent.ledger.Rollouts;
import dev.towpath.agent.ledger.Wire;
import dev.towpath.agent.target.TargetSession;
import dev.towpath.agent.target.TargetSessions;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.outcome.AgentAnnounced;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** One owner with all that it writes by, as it came to own the database: by a takeover. It does nothing by itself. */
final class TestOwner implements AutoCloseable {
    final TargetSessions sessions;
    final Ledger ledger;
    final Letters letters;
    final Inbox inbox;
    final Outbox outbox;
    final Journal journal;
    final Introduction introduction;
    private final TargetSessions claims;
    private final TargetSession claim;

    private TestOwner(TargetSessions claims, TargetSession claim, AgentSettings settings, long epoch) {
        this.claims = claims;
        this.claim = claim;
        this.sessions = claims.named(settings.ownerName(epoch));
        this.ledger = new Ledger(sessions, epoch);
        Wire wire = new Wire(new MessageCodec());
        this.letters = new Letters(ledger, wire, settings.source(), new AgentMetrics(new SimpleMeterRegistry()));
        this.outbox = new Outbox(ledger, wire, settings.source(), Clock.systemUTC());
        Rollouts rollouts = new Rollouts(ledger, wire);
        this.inbox = new Inbox(ledger, wire, letters, outbox, rollouts);
        this.journal = new Journal(ledger, inbox, outbox, rollouts, letters, new Ends(wire, rollouts), () -> {});
        this.introduction = new Introduction(
                ledger,
                outbox,
                reading -> new AgentAnnounced(
                        settings.database(),
                        settings.instance(),
                        settings.version(),
                        epoch,
                        "18",
                        "4711",
                        false,
                        List.of(),
                        Optional.of(reading),
                        true));
    }

    /** Returns when it is the owner. */
    static TestOwner of(TargetDatabase target) throws InterruptedException {
        AgentSettings settings =
                new AgentSettings(new DatabaseId("shop"), target.address(), "nowhere:1", "test", "test", 5);
        TargetSessions claims = target.sessions(settings.standByName());
        TargetSession claim = claims.open();
        return new TestOwner(claims, claim, settings, new Succession(settings).await(claim));
    }

    /** Its session with the lock ends without its knowing; whatever else it holds, it goes on holding. */
    void losesItsClaim() {
        claim.close();
    }

    @Override
    public void close() {
        ledger.close();
        sessions.close();
        claims.close();
    }
}
