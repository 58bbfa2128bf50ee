package dev.towpath.agent;

import dev.towpath.agent.config.AgentSettings;
import dev.towpath.agent.health.AgentMetrics;
import dev.towpath.agent.health.AgentStatus;
import dev.towpath.agent.ownership.Ownership;
import dev.towpath.agent.report.KafkaSender;
import dev.towpath.agent.target.TargetSessions;
import io.vertx.core.Vertx;

/** One agent, without a framework: stands by or owns from {@link #start} to {@link #close}. */
final class Agent implements AutoCloseable {
    private final TargetSessions standBySessions;
    private final KafkaSender sender;
    private final Thread life;

    Agent(AgentSettings settings, Vertx vertx, AgentStatus status, AgentMetrics metrics) {
        this.standBySessions = new TargetSessions(vertx, settings.target(), settings.standByName());
        this.sender = new KafkaSender(settings.bootstrapServers(), status);
        Ownership ownership = new Ownership(
                settings,
                standBySessions,
                (epoch, server) -> new OwnersWork(
                        settings,
                        standBySessions.named(settings.ownerName(epoch)),
                        epoch,
                        server,
                        sender,
                        status,
                        metrics),
                status);
        this.life = Thread.ofVirtual().name("ownership").unstarted(ownership);
    }

    void start() {
        life.start();
    }

    /** Stops all work where it is; what is open stays in the ledger for the next owner. */
    @Override
    public void close() throws InterruptedException {
        life.interrupt();
        life.join();
        sender.close();
        standBySessions.close();
    }
}
