package dev.towpath.orchestrator.simulation;

import dev.towpath.orchestrator.simulation.Machine.Life;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Something that one process has at a time, and loses when it is silent for too long: a partition, the right to relay, a
 * target. Who lost it learns of it when it speaks next.
 */
final class Turns {
    private record Held(Life by, Instant spoke) {}

    private final Scheduler scheduler;
    private final Duration silence;
    private final boolean freedByDeath;
    private final Map<String, Held> held = new HashMap<>();

    /** {@code freedByDeath}: whether the end of a process is noticed at once, as that of a session is. */
    Turns(Scheduler scheduler, Duration silence, boolean freedByDeath) {
        this.scheduler = scheduler;
        this.silence = silence;
        this.freedByDeath = freedByDeath;
    }

    /** Whether {@code life} has it, from now on or still. */
    boolean has(String what, Life life) {
        Held now = held.get(what);
        if (now != null && !now.by().equals(life) && !isLost(now)) {
            return false;
        }
        held.put(what, new Held(life, scheduler.now()));
        return true;
    }

    /** Whether {@code life} has it still; takes nothing. */
    boolean still(String what, Life life) {
        Held now = held.get(what);
        return now != null && now.by().equals(life) && has(what, life);
    }

    private boolean isLost(Held now) {
        return freedByDeath && now.by().isOver() || now.spoke().plus(silence).isBefore(scheduler.now());
    }
}
