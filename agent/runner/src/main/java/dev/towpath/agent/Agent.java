package dev.towpath.agent;

import dev.towpath.agent.config.AgentSettings;
import dev.towpath.agent.health.AgentMetrics;
import dev.towpath.agent.health.AgentStatus;
import dev.towpath.agent.ownership.Ownership;
import dev.towpath.agent.report.KafkaSender;
import dev.towpath.agent.target.TargetSessions;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

/** One agent, without a framework: stands by or owns from {@link #start} to {@link #close}. */
final class Agent implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Agent.class);

    private final TargetSessions standBySessions;
    private final KafkaSender sender;
    private final Thread life;

    /** @param onFault called if a fault of its own has ended the agent's life: only a new process can help */
    Agent(AgentSettings settings, Vertx vertx, AgentStatus status, AgentMetrics metrics, Runnable onFault) {
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
        this.life = Thread.ofVirtual()
                .name("ownership")
                .uncaughtExceptionHandler((thread, fault) -> {
                    LOG.error("the agent has failed", fault);
                    onFault.run();
                })
                .unstarted(ownership);
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
