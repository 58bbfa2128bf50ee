package dev.towpath.orchestrator.simulation;

import java.util.function.Consumer;

/** A process that may crash, and is started again; or freeze, and go on as if nothing had happened. */
final class Machine {
    private final String name;
    private Consumer<Life> boot = life -> {};
    private int lives;
    private long frozenUntil;

    Machine(String name) {
        this.name = name;
    }

    /** What it does whenever it is started. */
    void boots(Consumer<Life> program) {
        boot = program;
    }

    void start() {
        boot.accept(life());
    }

    /** Whatever it was doing is not done any more. */
    void die() {
        lives++;
    }

    void freezeUntil(long micros) {
        frozenUntil = Math.max(frozenUntil, micros);
    }

    long frozenUntil() {
        return frozenUntil;
    }

    Life life() {
        return new Life(this, lives);
    }

    @Override
    public String toString() {
        return name;
    }

    /** From one start to the next crash. What is asked for in one life is never done in another. */
    record Life(Machine machine, int number) {
        boolean isOver() {
            return machine.lives != number;
        }

        @Override
        public String toString() {
            return machine.name;
        }
    }
}
