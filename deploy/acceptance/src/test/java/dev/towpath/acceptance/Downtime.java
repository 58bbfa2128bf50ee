package dev.towpath.acceptance;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a server of a {@link Stack} away until it is closed: kills it as kill -9 does, and again as often as it is started,
 * so that whoever comes is turned away.
 */
final class Downtime implements AutoCloseable {
    private static final int LOOK_MILLIS = 20;

    private final Stack stack;
    private final String server;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread killer;

    private Downtime(Stack stack, String server) {
        this.stack = stack;
        this.server = server;
        this.killer = Thread.ofPlatform().daemon().name("downtime of " + server).unstarted(this::killAgainAndAgain);
    }

    /** From now on. */
    static Downtime of(Stack stack, String server) {
        stack.kill(server);
        Downtime downtime = new Downtime(stack, server);
        downtime.killer.start();
        return downtime;
    }

    private void killAgainAndAgain() {
        try {
            while (!over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                stack.process(server).ifPresent(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next start is let through. */
    @Override
    public void close() throws InterruptedException {
        over.countDown();
        killer.join();
    }
}
