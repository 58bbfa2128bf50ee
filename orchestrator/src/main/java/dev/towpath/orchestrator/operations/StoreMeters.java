package dev.towpath.orchestrator.operations;

import dev.towpath.orchestrator.rollout.state.StateName;
import dev.towpath.orchestrator.station.Rounds;
import dev.towpath.orchestrator.station.Station;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The latest {@link StoreReading} as gauges, read every ten seconds. {@code towpath.store.answering} is 0 while the store
 * gives no answer; the others keep their last value then.
 *
 * <p>Every orchestrator shows the same figures, so that whoever watches them takes the greatest, never the sum.
 */
@Singleton
public final class StoreMeters implements Station {
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final StoreReadings readings;
    private volatile StoreReading latest = StoreReading.NONE;
    private volatile boolean answering;
    private final Rounds rounds;

    StoreMeters(StoreReadings readings, MeterRegistry registry) {
        this.readings = readings;
        Gauge.builder("towpath.store.answering", this, meters -> meters.answering ? 1 : 0)
                .description("1 if the event store answered within 5 s when it was last asked, else 0")
                .register(registry);
        seconds(
                registry,
                "towpath.alarms.late",
                "Since the oldest alarm that was not rung was due",
                StoreReading::alarmsLate);
        seconds(
                registry,
                "towpath.overview.behind",
                "Age of the oldest event that the read models don't show",
                StoreReading::overviewBehind);
        count(
                registry,
                "towpath.agents.silent",
                "Databases of whose agent nothing is heard",
                StoreReading::agentsSilent);
        count(registry, "towpath.agents.halted", "Databases whose brake is on", StoreReading::agentsHalted);
        states().forEach(state -> Gauge.builder("towpath.rollouts", this, meters -> meters.latest.rollouts(state))
                .description("Rollouts in this state")
                .tag("state", state)
                .register(registry));
        this.rounds = new Rounds("read the store's figures", ROUND, this::round);
    }

    @Override
    public void start() {
        rounds.start();
    }

    @Override
    public void close() {
        rounds.close();
    }

    private Uni<Void> round() {
        return readings.now()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .invoke(reading -> {
                    latest = reading;
                    answering = true;
                })
                .onFailure()
                .invoke(() -> answering = false)
                .replaceWithVoid();
    }

    private static Stream<String> states() {
        return Stream.concat(
                Arrays.stream(StateName.values()).map(state -> state.name().toLowerCase(Locale.ROOT)),
                Stream.of("unplannable"));
    }

    private void seconds(MeterRegistry registry, String name, String what, ToDoubleFunction<StoreReading> figure) {
        Gauge.builder(name, this, meters -> figure.applyAsDouble(meters.latest))
                .baseUnit("seconds")
                .description(what)
                .register(registry);
    }

    private void count(MeterRegistry registry, String name, String what, ToDoubleFunction<StoreReading> figure) {
        Gauge.builder(name, this, meters -> figure.applyAsDouble(meters.latest))
                .description(what)
                .register(registry);
    }
}
