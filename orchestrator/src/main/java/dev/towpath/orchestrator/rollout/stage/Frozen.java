package dev.towpath.orchestrator.rollout.stage;

import dev.towpath.contracts.Freeze;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The freezes that a gate has to do with, together: it opens while none of them is on. */
public record Frozen(List<Freeze> freezes) {
    static final String CONDITION = "freeze";
    static final Frozen NEVER = new Frozen(List.of());

    public Frozen {
        freezes = List.copyOf(freezes);
    }

    /** Those that are on at {@code time}. */
    public static List<Freeze> on(List<Freeze> freezes, Instant time) {
        return freezes.stream()
                .filter(freeze -> !freeze.from().isAfter(time) && freeze.until().isAfter(time))
                .toList();
    }

    /** Those that are on at {@code time} or will be. */
    public static List<Freeze> ahead(List<Freeze> freezes, Instant time) {
        return freezes.stream().filter(freeze -> freeze.until().isAfter(time)).toList();
    }

    /** One freeze in words. */
    public static String sentence(Freeze freeze) {
        return "Freeze " + freeze.number() + " by " + freeze.by() + ", from " + freeze.from() + " until "
                + freeze.until() + ": " + freeze.reason();
    }

    boolean isKnown() {
        return !freezes.isEmpty();
    }

    /** When they begin and end. */
    Stream<Instant> changes() {
        return freezes.stream().flatMap(freeze -> Stream.of(freeze.from(), freeze.until()));
    }

    Condition condition(Gate gate, Instant now) {
        List<Freeze> on = on(freezes, now);
        return on.isEmpty() ? open(gate, now) : closed(gate, now, on);
    }

    private Condition closed(Gate gate, Instant now, List<Freeze> on) {
        Instant begun = on.stream().map(Freeze::from).min(Instant::compareTo).orElse(now);
        String numbers = on.stream().map(freeze -> "" + freeze.number()).collect(Collectors.joining(", "));
        return new Condition(
                CONDITION,
                false,
                gate.since(CONDITION, false, begun.isAfter(gate.reachedAt()) ? begun : gate.reachedAt()),
                on.stream().map(Frozen::sentence).collect(Collectors.joining(" ")),
                "Time, at " + end(now) + ", or a lift of freeze " + numbers + ".");
    }

    private Condition open(Gate gate, Instant now) {
        Optional<Freeze> next =
                freezes.stream().filter(freeze -> freeze.from().isAfter(now)).findFirst();
        Optional<Instant> ended = freezes.stream()
                .map(Freeze::until)
                .filter(until -> !until.isAfter(now))
                .max(Instant::compareTo);
        String detail = next.map(freeze -> "Not frozen before " + freeze.from() + ". " + sentence(freeze))
                .orElse("Not frozen since " + ended.orElse(now) + ".");
        return new Condition(CONDITION, true, gate.since(CONDITION, true, ended.orElse(gate.reachedAt())), detail, "");
    }

    /** When none is on any more: one may begin before another ends. */
    private Instant end(Instant now) {
        Instant end = now;
        List<Freeze> on = on(freezes, end);
        while (!on.isEmpty()) {
            end = on.stream().map(Freeze::until).max(Instant::compareTo).orElse(end);
            on = on(freezes, end);
        }
        return end;
    }
}
