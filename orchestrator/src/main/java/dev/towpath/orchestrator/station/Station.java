package dev.towpath.orchestrator.station;

/**
 * Something that works by itself, from when the store's schema fits until the process ends. Each station is found and
 * started by {@link dev.towpath.orchestrator.Stations}.
 */
public interface Station extends AutoCloseable {
    /** Returns at once; the work goes on behind. Called once. */
    void start();

    /** Returns when nothing new begins. Called once, also if it was never started. */
    @Override
    void close();
}
