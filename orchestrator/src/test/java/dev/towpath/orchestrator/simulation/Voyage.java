package dev.towpath.orchestrator.simulation;

import dev.towpath.orchestrator.rollout.property.RandomCase;
import dev.towpath.orchestrator.rollout.property.Simpler;
import dev.towpath.orchestrator.simulation.Mishap.Harm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One simulation: what is to be rolled out, what people do, and what goes wrong, each at its time. The seed draws the
 * rest: the order of everything, how long each packet takes, and where a step meets a lock or fails.
 */
record Voyage(long seed, Bug bug, List<Cargo> cargoes, List<Act> acts, List<Mishap> mishaps)
        implements RandomCase<Voyage> {
    private static final Duration ACTIVE = Duration.ofSeconds(12);
    private static final List<Harm> OF_PROCESSES = List.of(Harm.CRASH, Harm.FREEZE, Harm.CUT);

    static Voyage of(long seed, Bug bug) {
        Random random = new Random(seed);
        int number = 1 + random.nextInt(2);
        List<Act> acts = new ArrayList<>();
        IntStream.range(0, number).forEach(cargo -> acts.add(Act.submit(random, cargo)));
        IntStream.range(0, random.nextInt(5)).forEach(i -> acts.add(Act.random(random, number)));
        return new Voyage(
                seed,
                bug,
                Stream.generate(() -> Cargo.random(random)).limit(number).toList(),
                acts,
                mishaps(random));
    }

    /** In some the store is put back, now and then more than once. */
    private static List<Mishap> mishaps(Random random) {
        List<Mishap> all = new ArrayList<>(
                Stream.generate(() -> mishap(random)).limit(random.nextInt(5)).toList());
        while (random.nextInt(8) == 0) {
            all.add(new Mishap(boundary(random), Harm.PUT_BACK, 1 + random.nextInt(15)));
        }
        return all;
    }

    /** The same with one more mishap, before all others. */
    Voyage struckBy(Mishap mishap) {
        List<Mishap> more = new ArrayList<>(List.of(mishap));
        more.addAll(mishaps);
        return new Voyage(seed, bug, cargoes, acts, more);
    }

    private static Mishap mishap(Random random) {
        Harm harm = OF_PROCESSES.get(random.nextInt(OF_PROCESSES.size()));
        return new Mishap(boundary(random), harm, 1 + random.nextInt(6));
    }

    private static Boundary boundary(Random random) {
        return Boundary.values()[random.nextInt(Boundary.values().length)];
    }

    @Override
    public void run() {
        sail();
    }

    /** Runs it, and returns the world as it is in the end. */
    World sail() {
        World world = new World(seed, bug, cargoes, mishaps);
        try {
            world.start();
            acts.forEach(world.users()::plan);
            Instant end = Scheduler.START.plus(ACTIVE);
            while (world.scheduler().now().isBefore(end)) {
                world.scheduler().step();
            }
            new Ending(world).holds();
            return world;
        } catch (Violation violation) {
            violation.in(seed, world.trace());
            throw violation;
        } catch (RuntimeException | AssertionError failure) {
            Violation violation = new Violation("a rule of the core was broken: " + failure, failure);
            violation.setStackTrace(failure.getStackTrace());
            violation.in(seed, world.trace());
            throw violation;
        }
    }

    @Override
    public Stream<Voyage> simpler() {
        return Stream.of(
                        Simpler.shorter(mishaps).map(fewer -> new Voyage(seed, bug, cargoes, acts, fewer)),
                        Simpler.shorter(acts).map(fewer -> new Voyage(seed, bug, cargoes, fewer, mishaps)),
                        Simpler.elements(cargoes, Cargo::simpler)
                                .map(easier -> new Voyage(seed, bug, easier, acts, mishaps)))
                .flatMap(candidates -> candidates);
    }

    @Override
    public String code() {
        return "new Voyage(\n        " + seed + "L,\n        Bug." + bug + ",\n        "
                + list(cargoes, Cargo::code) + ",\n        " + list(acts, Act::code) + ",\n        "
                + list(mishaps, Mishap::code) + ")";
    }

    private static <T> String list(List<T> all, Function<T, String> code) {
        return all.stream().map(code).collect(Collectors.joining(", ", "List.of(", ")"));
    }
}
