package dev.towpath.orchestrator.simulation;

import dev.towpath.orchestrator.simulation.Machine.Life;
import java.time.Duration;

/** One life of an agent: stands by, owns, loses, over and over. Who owns speaks every second. */
final class SimulatedAgent {
    private static final String TARGET = "target";
    private static final Duration LOOK = Duration.ofMillis(900);
    private static final Duration PULSE = Duration.ofSeconds(1);
    private static final Duration ANNOUNCEMENTS = Duration.ofSeconds(5);

    private final World world;
    private final Life life;

    SimulatedAgent(World world, Life life) {
        this.world = world;
        this.life = life;
    }

    void standBy() {
        if (world.owning().has(TARGET, life)) {
            world.scheduler().soon(world.servers(), "target: raises the epoch", this::takeOver);
        } else {
            world.scheduler().after(LOOK, life, "stands by", this::standBy);
        }
    }

    /** On the session that holds the lock: if that was ended meanwhile, nothing is raised. */
    private void takeOver() {
        if (life.isOver()) {
            return;
        }
        if (!world.owning().still(TARGET, life)) {
            world.scheduler().after(LOOK, life, "lost its claim", this::standBy);
            return;
        }
        long epoch = world.target().raiseEpoch();
        world.chaos().pass(Boundary.FENCE_TAKEN, life, () -> world.scheduler()
                .soon(life, "owns the target", () -> own(epoch)));
    }

    private void own(long epoch) {
        Tenure tenure = new Tenure(world, life, epoch);
        tenure.begin();
        announce(tenure);
        pulse(tenure);
    }

    private void announce(Tenure tenure) {
        if (!tenure.isOver()) {
            tenure.announce();
            world.scheduler().after(ANNOUNCEMENTS, life, "announces itself", () -> announce(tenure));
        }
    }

    private void pulse(Tenure tenure) {
        if (tenure.isOver()
                || !world.owning().still(TARGET, life)
                || tenure.epoch() != world.target().epoch()) {
            tenure.end();
            standBy();
        } else {
            world.scheduler().after(PULSE, life, "pulse", () -> pulse(tenure));
        }
    }
}
