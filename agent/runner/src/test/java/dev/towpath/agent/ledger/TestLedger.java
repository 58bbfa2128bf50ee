package dev.towpath.agent.ledger;

import dev.towpath.agent.TargetDatabase;
import dev.towpath.agent.health.AgentMetrics;
import dev.towpath.agent.target.TargetSessions;
import dev.towpath.contracts.codec.MessageCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;

/** A ledger on a database of its own, whose owner is called 0, with everything that works on it. */
final class TestLedger implements AutoCloseable {
    final TargetDatabase target = TargetDatabase.migrated();
    final TargetSessions sessions = target.sessions("towpath-agent/shop/0");
    final Ledger ledger = new Ledger(sessions, 0);
    final Wire wire = new Wire(new MessageCodec());
    final Letters letters = new Letters(ledger, wire, "/agent/shop", new AgentMetrics(new SimpleMeterRegistry()));
    final Outbox outbox = new Outbox(ledger, wire, "/agent/shop", Clock.systemUTC());
    final Rollouts rollouts = new Rollouts(ledger, wire);
    final Inbox inbox = new Inbox(ledger, wire, letters, outbox, rollouts);
    final Journal journal = new Journal(ledger, inbox, outbox, rollouts, letters, new Ends(wire, rollouts), () -> {});

    @Override
    public void close() {
        ledger.close();
        sessions.close();
    }
}
