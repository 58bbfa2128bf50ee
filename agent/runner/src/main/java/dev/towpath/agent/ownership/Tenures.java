package dev.towpath.agent.ownership;

/** Starts what an owner does; this package decides only who that is, and for how long. */
public interface Tenures {
    /** One owner's time. Closing it stops all of its work, and returns when that has stopped. */
    interface Tenure extends AutoCloseable {
        /** Takes up what is open, then what comes. */
        void start() throws InterruptedException;

        /** What {@code towpath.control} says; called every second. */
        void brake(boolean halted);

        /** False once a part of it has ended that should not have: then the tenure is over. */
        boolean sound();

        @Override
        void close() throws InterruptedException;
    }

    /** Puts together, without starting it, the work of the owner with that epoch on that server. */
    Tenure prepare(long epoch, Admission.Admitted server);
}
