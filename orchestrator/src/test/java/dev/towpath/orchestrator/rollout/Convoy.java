package dev.towpath.orchestrator.rollout;

import dev.towpath.orchestrator.rollout.property.RandomCase;
import dev.towpath.orchestrator.rollout.property.Simpler;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rollouts of one database that follow each other and are in each other's way, and an order in which agent and clock come
 * to what is to be done. Some come to nothing at first, and only who follows those may wait for them; in the end each of
 * them must be completed.
 *
 * @param choices which of all that may happen next does
 */
record Convoy(List<Neighbour> neighbours, List<Integer> choices) implements RandomCase<Convoy> {
    private static final int LENGTH = 60;

    static Convoy random(Random random) {
        int number = 2 + random.nextInt(6);
        return new Convoy(
                IntStream.range(0, number)
                        .mapToObj(i -> Neighbour.random(random, i))
                        .toList(),
                random.ints(LENGTH, 0, 1_000).boxed().toList());
    }

    @Override
    public void run() {
        waterway();
    }

    /** Whether anybody overtook one that waits for what came to nothing. */
    boolean overtakes() {
        return waterway().hasOvertaken();
    }

    private Waterway waterway() {
        Waterway waterway = new Waterway(neighbours);
        choices.forEach(waterway::next);
        waterway.settle();
        return waterway;
    }

    @Override
    public Stream<Convoy> simpler() {
        return Stream.of(
                        Simpler.shorter(choices).map(fewer -> new Convoy(neighbours, fewer)),
                        Simpler.elements(choices, Simpler::numbers).map(lower -> new Convoy(neighbours, lower)),
                        Simpler.elements(neighbours, Neighbour::simpler).map(easier -> new Convoy(easier, choices)))
                .flatMap(candidates -> candidates);
    }

    @Override
    public String code() {
        return "new Convoy(\n                List.of("
                + neighbours.stream().map(Neighbour::code).collect(Collectors.joining(", "))
                + "),\n                List.of("
                + choices.stream().map(String::valueOf).collect(Collectors.joining(", "))
                + "))";
    }
}
