package dev.towpath.agent;

import dev.towpath.agent.config.AgentConfig;
import dev.towpath.agent.config.AgentSettings;
import dev.towpath.agent.health.AgentMetrics;
import dev.towpath.agent.health.AgentStatus;
import dev.towpath.agent.target.TargetAddress;
import dev.towpath.contracts.DatabaseId;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The agent as Quarkus starts and stops it. A configuration that can't be right ends the process at once. */
@ApplicationScoped
public class AgentProcess {
    private final AgentStatus status = new AgentStatus();
    private final Agent agent;

    AgentProcess(
            AgentConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "quarkus.application.version") String version,
            Vertx vertx,
            MeterRegistry meters) {
        AgentConfig.Target target = config.target();
        AgentSettings settings = new AgentSettings(
                new DatabaseId(config.agent().database()),
                new TargetAddress(target.url(), target.username(), target.password()),
                bootstrapServers,
                ManagementFactory.getRuntimeMXBean().getName(),
                version,
                config.messages().attempts());
        this.agent = new Agent(settings, vertx, status, new AgentMetrics(meters), () -> Quarkus.asyncExit(1));
    }

    @Produces
    @Singleton
    AgentStatus status() {
        return status;
    }

    void start(@Observes StartupEvent event) {
        agent.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        agent.close();
    }
}
