package dev.towpath.orchestrator.rollout;

import dev.towpath.orchestrator.rollout.property.Simpler;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One rollout of several on a database.
 *
 * @param after numbers of the rollouts that it follows; it never follows one that follows it
 * @param column that its file names
 * @param index that only the agent sees it needs
 * @param doomed whether its first try may come to nothing
 */
record Neighbour(List<Integer> after, int column, int index, boolean doomed) {
    static Neighbour random(Random random, int number) {
        List<Integer> after = IntStream.range(0, number)
                .filter(earlier -> random.nextInt(5) == 0)
                .boxed()
                .toList();
        return new Neighbour(after, random.nextInt(4), random.nextInt(4), random.nextInt(3) == 0);
    }

    Stream<Neighbour> simpler() {
        return Stream.of(
                        Simpler.shorter(after).map(fewer -> new Neighbour(fewer, column, index, doomed)),
                        Simpler.numbers(column).map(lower -> new Neighbour(after, lower, index, doomed)),
                        Simpler.numbers(index).map(lower -> new Neighbour(after, column, lower, doomed)),
                        Stream.of(new Neighbour(after, column, index, false)).filter(easier -> doomed))
                .flatMap(candidates -> candidates);
    }

    String code() {
        return "new Neighbour(List.of(" + after.stream().map(String::valueOf).collect(Collectors.joining(", ")) + "), "
                + column + ", " + index + ", " + doomed + ")";
    }
}
