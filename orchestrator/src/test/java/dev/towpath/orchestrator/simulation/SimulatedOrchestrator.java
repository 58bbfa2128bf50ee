package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.command.CommandReply;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.handling.HandlingMetrics;
import dev.towpath.orchestrator.handling.Handlings;
import dev.towpath.orchestrator.kafka.Consumers;
import dev.towpath.orchestrator.rollout.Budget;
import dev.towpath.orchestrator.services.PostgresPresence;
import dev.towpath.orchestrator.services.PresenceRules;
import dev.towpath.orchestrator.services.ServicesNow;
import dev.towpath.orchestrator.simulation.Machine.Life;
import dev.towpath.orchestrator.timer.AlarmClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.lang.reflect.Proxy;
import java.time.Duration;

/** One life of an orchestrator: the real handling, consumers and alarm clock, and a relay that is modelled. */
final class SimulatedOrchestrator {
    private static final HandlingMetrics METRICS = new HandlingMetrics(new SimpleMeterRegistry());

    /** For what is not simulated. */
    private static final Pool NO_SERVER = Pool.newInstance((io.vertx.sqlclient.Pool) Proxy.newProxyInstance(
            SimulatedOrchestrator.class.getClassLoader(),
            new Class<?>[] {io.vertx.sqlclient.Pool.class},
            (proxy, method, arguments) -> {
                throw new Violation("nothing in the simulation asks a server, but somebody called " + method);
            }));

    private final Handlings handlings;

    SimulatedOrchestrator(World world, Life life) {
        SimulatedRelay relay = new SimulatedRelay(world, life);
        StoreSession store = new StoreSession(world, life, relay::wake);
        ServicesNow services = new ServicesNow(
                new PostgresPresence(NO_SERVER, world.codec()),
                new PresenceRules(Duration.ofSeconds(30), Duration.ofSeconds(30)));
        handlings = new Handlings(
                store,
                services,
                new Budget(2, 1),
                (agent, now, next) -> store.append(Append.consumed(next)),
                NO_SERVER,
                world.codec(),
                world.scheduler().clock(),
                METRICS);
        Consumers consumers =
                new Consumers(store, handlings, world.codec(), world.scheduler().clock(), METRICS);
        new AlarmClock(store, handlings.time(), world.scheduler().clock()).start();
        relay.read();
        new SimulatedConsumer(world, life, store, consumers, Topics.COMMANDS).start();
        new SimulatedConsumer(world, life, store, consumers, World.OUTCOMES).start();
    }

    /** A command by REST. */
    Uni<CommandReply> handle(Envelope<? extends UserCommand> command) {
        return handlings.commands().handle(command);
    }
}
