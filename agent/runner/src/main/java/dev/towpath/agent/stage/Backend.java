package dev.towpath.agent.stage;

import dev.towpath.agent.target.TargetSession;
import java.time.Duration;
import java.time.OffsetDateTime;

/** One server process, named for ever by its pid and its start. What it was told to do may go on after we lost it. */
record Backend(int pid, OffsetDateTime start) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String END = """
            SELECT pg_terminate_backend(pid), pg_sleep(0.05)
            FROM pg_stat_activity WHERE pid = $1 AND backend_start = $2""";

    static Backend of(TargetSession session) {
        return new Backend(session.pid(), session.backendStart());
    }

    /**
     * Ends the backend if it still runs. Returns true once it is proven gone: all it did is then committed or rolled
     * back. Returns false if it is still there after 30 s.
     */
    boolean end(TargetSession session) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (session.row(END, pid, start).isPresent()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
        }
        return true;
    }
}
