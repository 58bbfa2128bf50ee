package dev.towpath.standalone.process;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One program that is kept running: whenever its process ends it is started again within 5 seconds, until {@link #end}.
 * After {@code end} no process of it is left, whatever the program does.
 */
final class Supervised {
    /** A program that ends so often before it was ready for the first time will not become ready. */
    private static final int ENDS_BEFORE_GIVING_UP = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration LOG_ROUND = Duration.ofSeconds(20);

    private final Program program;
    private final PidFile pidFile;
    private final ProgramLog log;
    private final Consumer<String> news;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final AtomicInteger ends = new AtomicInteger();
    private final Thread keeper;
    private volatile @Nullable Process process;

    Supervised(Program program, ProgramFiles files, Consumer<String> news) {
        this.program = program;
        this.pidFile = files.pidFile(program.name());
        this.log = files.log(program.name());
        this.news = news;
        this.keeper =
                Thread.ofPlatform().daemon().name("keeper of " + program.name()).unstarted(this::keepRunning);
    }

    void start() {
        keeper.start();
    }

    /** Returns when the program does its work; throws {@link ProgramFailed} if it keeps ending, or takes too long. */
    void awaitReady() {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!isReady()) {
            if (ends.get() >= ENDS_BEFORE_GIVING_UP) {
                throw new ProgramFailed(program.name() + " keeps ending", log);
            }
            if (Instant.now().isAfter(deadline)) {
                throw new ProgramFailed(program.name() + " is not ready after " + PATIENCE.toSeconds() + " s", log);
            }
            if (waitedForEnding(Duration.ofMillis(100))) {
                throw new ProgramFailed(program.name() + " was ended before it was ready", log);
            }
        }
    }

    /** Ends the process within {@code seconds}; it is not started again. */
    void end(int seconds) {
        ending.countDown();
        synchronized (this) {
            Process last = process;
            if (last != null && last.isAlive()) {
                program.end(last.toHandle(), seconds);
                last.onExit().join();
            }
            pidFile.remove();
        }
    }

    private boolean isReady() {
        Process current = process;
        return current != null && current.isAlive() && program.ready(current.pid());
    }

    private void keepRunning() {
        RestartDelay delay = RestartDelay.FIRST;
        do {
            Instant started = Instant.now();
            String end = runOnce();
            ends.incrementAndGet();
            delay = delay.after(Duration.between(started, Instant.now()));
            if (ending.getCount() > 0) {
                news.accept(program.name() + " " + end + "; it is started again in "
                        + delay.value().toMillis() + " ms (log: " + log.file() + ")");
            }
        } while (!waitedForEnding(delay.value()));
    }

    private String runOnce() {
        try {
            Process started = launch();
            if (started == null) {
                return "was ended";
            }
            do {
                log.keepShort();
            } while (!started.waitFor(LOG_ROUND.toSeconds(), TimeUnit.SECONDS));
            return "ended with exit code " + started.exitValue();
        } catch (IOException e) {
            return "could not be started: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "was left";
        }
    }

    /** Under the lock of {@link #end}, so that nothing is started after it. */
    private synchronized @Nullable Process launch() throws IOException {
        if (ending.getCount() == 0) {
            return null;
        }
        Process started = Launch.start(program.prepare(), program.environment(), log);
        process = started;
        pidFile.write(started.toHandle());
        return started;
    }

    private boolean waitedForEnding(Duration time) {
        try {
            return ending.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
