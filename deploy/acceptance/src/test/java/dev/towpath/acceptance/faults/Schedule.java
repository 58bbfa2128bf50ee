package dev.towpath.acceptance.faults;

import dev.towpath.contracts.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Ten faults for one rollout, two in each stage. Every rollout has its share of each kind; the seed says which of two
 * replicas is hit, which fault falls in which stage, at which moment, and how long what stands still does so.
 */
public record Schedule(long seed, List<Strike> strikes) {
    public static final int FAULTS = 10;

    private static final int IN_EACH_STAGE = 2;

    /** Longer than the silence after which a stand-by takes over, and shorter than twice that. */
    private static final int PAST_THE_LEASE_SECONDS = 11;

    private static final int LATEST_MILLIS = 700;

    public Schedule {
        strikes = List.copyOf(strikes);
    }

    /** The same seed makes the same schedule. */
    public static Schedule of(long seed) {
        Random random = new Random(new SplittableRandom(seed).nextLong()); // small seeds alone begin alike
        List<Fault> deck = deck(random);
        Collections.shuffle(deck, random);
        List<Strike> strikes = new ArrayList<>();
        Iterator<Fault> cards = deck.iterator();
        for (Stage stage : Stage.values()) {
            List<Strike> here = new ArrayList<>();
            for (int n = 0; n < IN_EACH_STAGE; n++) {
                here.add(new Strike(stage, Duration.ofMillis(random.nextInt(LATEST_MILLIS)), cards.next()));
            }
            here.sort(Comparator.comparing(Schedule::endsTransactions));
            strikes.addAll(here);
        }
        return new Schedule(seed, strikes);
    }

    public List<Strike> in(Stage stage) {
        return strikes.stream().filter(strike -> strike.stage() == stage).toList();
    }

    /** Of the target's death whatever keeps a step under way dies, too: nothing could hit that step after it. */
    private static boolean endsTransactions(Strike strike) {
        return strike.fault().part() instanceof Part.Target;
    }

    private static List<Fault> deck(Random random) {
        Part agent = new Part.OwningAgent();
        Part kafka = new Part.Kafka();
        return new ArrayList<>(List.of(
                new Fault.Kill(agent),
                new Fault.Kill(orchestrator(random)),
                new Fault.Kill(kafka),
                new Fault.Kill(new Part.Store()),
                new Fault.Kill(new Part.Target()),
                new Fault.Freeze(agent, pastTheLease(random)),
                new Fault.Freeze(orchestrator(random), pastTheLease(random)),
                random.nextBoolean()
                        ? new Fault.Freeze(kafka, shortly(random))
                        : new Fault.HalfOpen(kafka, shortly(random)),
                new Fault.Cut(List.of(agent, orchestrator(random), kafka).get(random.nextInt(3))),
                new Fault.HalfOpen(random.nextBoolean() ? agent : orchestrator(random), pastTheLease(random))));
    }

    private static Part orchestrator(Random random) {
        return new Part.Orchestrator(1 + random.nextInt(2));
    }

    private static Duration pastTheLease(Random random) {
        return Duration.ofSeconds(PAST_THE_LEASE_SECONDS + random.nextInt(3));
    }

    private static Duration shortly(Random random) {
        return Duration.ofSeconds(3 + random.nextInt(3));
    }
}
