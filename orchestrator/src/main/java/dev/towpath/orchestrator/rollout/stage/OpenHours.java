package dev.towpath.orchestrator.rollout.stage;

import dev.towpath.contracts.spec.ChangeWindow;
import dev.towpath.contracts.spec.ChangeWindow.Opening;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The windows of a gate together: it may open in any one of them. */
record OpenHours(List<ChangeWindow> windows) {
    /** Who is open for longer than a week on end is always open. */
    private static final Duration LONGEST = Duration.ofDays(8);

    boolean areSet() {
        return !windows.isEmpty();
    }

    boolean openAt(Instant time) {
        return openings(time).anyMatch(opening -> opening.covers(time));
    }

    /** When they next turn from open to closed, or back, after {@code now}; empty if they never do. */
    Optional<Instant> nextChange(Instant now) {
        if (!openAt(now)) {
            return openings(now).map(Opening::from).min(Instant::compareTo);
        }
        Instant end = now;
        while (openAt(end)) {
            Instant reached = end;
            end = openings(reached)
                    .filter(opening -> opening.covers(reached))
                    .map(Opening::until)
                    .max(Instant::compareTo)
                    .orElse(reached);
            if (end.isAfter(now.plus(LONGEST))) {
                return Optional.empty();
            }
        }
        return Optional.of(end);
    }

    String words() {
        return windows.stream().map(ChangeWindow::toString).collect(Collectors.joining(", "));
    }

    private Stream<Opening> openings(Instant time) {
        return windows.stream().map(window -> window.openingFrom(time));
    }
}
