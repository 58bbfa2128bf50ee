package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.plan.Conflict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the agent found in the way of a plan. Its ledger is the last word on who works on what, and may lag behind the log:
 * a rollout that has ended is closed there a little later. So it is not asked again at once, and more and more rarely.
 *
 * @param conflicts of its latest answer
 * @param times how often it answered so
 * @param notBefore when it may be asked again at the earliest
 */
public record InTheWay(List<Conflict> conflicts, int times, Instant notBefore) {
    static final InTheWay NOTHING = new InTheWay(List.of(), 0, Instant.MIN);

    static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    public InTheWay {
        conflicts = List.copyOf(conflicts);
    }

    InTheWay again(List<Conflict> newConflicts, Instant time) {
        return new InTheWay(newConflicts, times + 1, time.plus(pause()));
    }

    private Duration pause() {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(times, 6));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
