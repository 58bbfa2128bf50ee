package dev.towpath.orchestrator.rollout.property;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Simpler lists and numbers, boldest first. */
public final class Simpler {
    private Simpler() {}

    /** Without a half, a quarter, … one of the elements, the later ones first. */
    public static <E> Stream<List<E>> shorter(List<E> list) {
        return Stream.iterate(list.size(), size -> size > 0, size -> size / 2)
                .flatMap(size -> IntStream.iterate(list.size() - size, from -> from > -size, from -> from - size)
                        .mapToObj(from -> without(list, Math.max(0, from), from + size)));
    }

    /** With one element made simpler. */
    public static <E> Stream<List<E>> elements(List<E> list, Function<E, Stream<E>> simpler) {
        return IntStream.range(0, list.size()).boxed().flatMap(i -> simpler.apply(list.get(i))
                .map(element -> with(list, i, element)));
    }

    /** Nearer to 0. */
    public static Stream<Integer> numbers(int number) {
        return Stream.of(0, number / 2, number - 1)
                .filter(smaller -> smaller >= 0 && smaller < number)
                .distinct();
    }

    private static <E> List<E> without(List<E> list, int from, int to) {
        List<E> rest = new ArrayList<>(list.subList(0, from));
        rest.addAll(list.subList(to, list.size()));
        return List.copyOf(rest);
    }

    private static <E> List<E> with(List<E> list, int index, E element) {
        List<E> changed = new ArrayList<>(list);
        changed.set(index, element);
        return List.copyOf(changed);
    }
}
