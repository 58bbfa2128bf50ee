package dev.towpath.orchestrator.simulation;

import dev.towpath.orchestrator.simulation.Machine.Life;
import dev.towpath.orchestrator.simulation.Mishap.Harm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Strikes as planned, and counts what was struck. */
final class Chaos {
    private final Scheduler scheduler;
    private final Runnable putsBack;
    private final List<Mishap> planned;
    private final Map<Boundary, Integer> passed = new EnumMap<>(Boundary.class);
    private final List<Mishap> struck = new ArrayList<>();

    /** {@code putsBack}: how the store is put back. */
    Chaos(Scheduler scheduler, Runnable putsBack, List<Mishap> planned) {
        this.scheduler = scheduler;
        this.putsBack = putsBack;
        this.planned = new ArrayList<>(planned);
    }

    /** Goes on, unless the life ends here; a frozen one goes on when it thaws. */
    void pass(Boundary boundary, Life life, Runnable on) {
        pass(boundary, life, on, () -> {
            scheduler.freeze(life.machine());
            scheduler.after(Duration.ZERO, life, "thaws at " + boundary, on);
        });
    }

    /** The same for one who waits for an answer: {@code cut} if it never comes. */
    void pass(Boundary boundary, Life life, Runnable on, Runnable cut) {
        Optional<Harm> harm = life.isOver() ? Optional.empty() : harm(boundary);
        if (harm.isEmpty()) {
            on.run();
            return;
        }
        switch (harm.get()) {
            case CRASH -> scheduler.crash(life.machine());
            case FREEZE -> {
                scheduler.freeze(life.machine());
                scheduler.after(Duration.ZERO, life, "thaws at " + boundary, on);
            }
            case CUT -> cut.run();
            case PUT_BACK -> {
                putsBack.run();
                if (!life.isOver()) {
                    on.run();
                }
            }
        }
    }

    /**
     * Strikes one whose statement is with a server. Returns whether the server still carries it out: a server that lost
     * its client may do so or not.
     */
    boolean carriesOut(Boundary boundary, Life life, Runnable cut) {
        Optional<Harm> harm = life.isOver() ? Optional.empty() : harm(boundary);
        if (harm.isEmpty()) {
            return true;
        }
        switch (harm.get()) {
            case CRASH -> scheduler.crash(life.machine());
            case FREEZE -> {
                scheduler.freeze(life.machine());
                return true;
            }
            case CUT -> cut.run();
            case PUT_BACK -> {
                putsBack.run();
                return !life.isOver();
            }
        }
        return scheduler.below(2) == 0;
    }

    /** No mishap any more. */
    void cease() {
        planned.clear();
    }

    List<Mishap> struck() {
        return struck;
    }

    private Optional<Harm> harm(Boundary boundary) {
        int count = passed.merge(boundary, 1, Integer::sum);
        for (Mishap mishap : planned) {
            if (mishap.boundary() == boundary && mishap.nth() == count) {
                struck.add(mishap);
                return Optional.of(mishap.harm());
            }
        }
        return Optional.empty();
    }
}
