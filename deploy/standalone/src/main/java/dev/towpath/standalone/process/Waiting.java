package dev.towpath.standalone.process;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for a process without looking away from its end. */
public final class Waiting {
    private Waiting() {}

    /** Waits until {@code process} has ended or the time is over; whether it has ended. */
    public static boolean ended(ProcessHandle process, long time, TimeUnit unit) {
        try {
            process.onExit().get(time, unit);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
