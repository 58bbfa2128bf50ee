package dev.towpath.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.cli.server.Answer;
import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.server.Server;
import dev.towpath.cli.text.RolloutText;
import dev.towpath.contracts.codec.DurationText;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows a rollout until it is where it was waited for, or can't get there by itself. Prints a line whenever it has moved.
 *
 * <p>Failure semantics: a server that goes away is awaited for a minute, since it may be restarting.
 */
final class RolloutWait {
    private static final Duration PACE = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Common common;
    private final @Nullable Duration timeout;
    private final long start = System.nanoTime();

    RolloutWait(Common common, @Nullable Duration timeout) {
        this.common = common;
        this.timeout = timeout;
    }

    /** Waits for {@code state}; the exit code says how it ended. */
    int until(String rolloutId, String state) {
        Server server = common.server();
        String shown = "";
        long reached = System.nanoTime();
        while (true) {
            Answer answer = ask(server, rolloutId, reached);
            if (answer != null) {
                reached = System.nanoTime();
                JsonNode rollout = answer.document();
                String line = RolloutText.line(rollout);
                if (!line.equals(shown)) {
                    common.say(line);
                    shown = line;
                }
                WaitVerdict verdict = WaitVerdict.of(rollout, state);
                if (verdict != WaitVerdict.GOES_ON) {
                    common.shown(answer);
                    return end(verdict, rollout);
                }
            }
            pause(rolloutId);
        }
    }

    private static int end(WaitVerdict verdict, JsonNode rollout) {
        return switch (verdict) {
            case GOES_ON, REACHED -> ExitCode.DONE;
            case STOPPED -> throw new CallEnded(ExitCode.REJECTED, RolloutText.stop(rollout));
            case NEEDS_A_PERSON ->
                throw new CallEnded(ExitCode.NEEDS_A_PERSON, RolloutText.waiting(rollout) + RolloutText.next(rollout));
        };
    }

    private static @Nullable Answer ask(Server server, String rolloutId, long reached) {
        try {
            return server.get(Common.rolloutPath(rolloutId));
        } catch (CallEnded away) {
            if (away.exitCode() != ExitCode.NOT_REACHED || System.nanoTime() - reached > PATIENCE.toNanos()) {
                throw away;
            }
            return null;
        }
    }

    private void pause(String rolloutId) {
        if (timeout != null && System.nanoTime() - start > timeout.toNanos()) {
            throw new CallEnded(
                    ExitCode.TIMED_OUT,
                    rolloutId + " was not there within " + DurationText.format(timeout) + "; it goes on by itself");
        }
        await(PACE);
    }

    /** Lets the time pass; ends the call when it is interrupted. */
    static void await(Duration pace) {
        try {
            boolean never = new CountDownLatch(1).await(pace.toMillis(), TimeUnit.MILLISECONDS);
            assert !never;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallEnded(ExitCode.TIMED_OUT, "interrupted");
        }
    }
}
