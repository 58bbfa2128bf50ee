package dev.towpath.agent.inbox;

import dev.towpath.agent.target.TargetError;
import dev.towpath.agent.target.TargetException;
import dev.towpath.contracts.letter.DeadReason;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tries what is done with one message so many times. What the world withholds does not count and is thrown: a database
 * that is away, full, read-only or another's ends the tenure, and the message waits for the next one. What is left is the
 * message's own: data that the ledger can't take, and faults of ours that come again with it.
 */
public final class Attempts {
    private static final Logger LOG = Logger.getLogger(Attempts.class);
    private static final Duration SOON = Duration.ofMillis(100);

    /** SQLSTATE classes: cardinality, data, integrity, a limit of the program. */
    private static final Set<String> OF_THE_DATA = Set.of("21", "22", "23", "54");

    /** What is done with a message; gives a reason if the message itself says that trying again is of no use. */
    @FunctionalInterface
    interface Attempt {
        Optional<DeadReason> make() throws InterruptedException;
    }

    private final String source;
    private final int most;
    private final CountDownLatch never = new CountDownLatch(1);

    /**
     * @param source who tries
     * @param most at least 1
     */
    public Attempts(String source, int most) {
        this.source = source;
        this.most = most;
    }

    /** Empty if it is done; else why the message is a dead letter. */
    Optional<DeadReason> at(Attempt attempt) throws InterruptedException {
        String first = "";
        for (int made = 1; ; made++) {
            try {
                return attempt.make();
            } catch (RuntimeException failure) {
                if (isTheWorlds(failure)) {
                    throw failure;
                }
                LOG.warnf(failure, "attempt %d of %d failed", made, most);
                String last = name(failure);
                first = first.isEmpty() ? last : first;
                if (made >= most) {
                    return Optional.of(DeadReason.handlerFailed(source, made, first, last));
                }
            }
            never.await(SOON.multipliedBy(1L << Math.min(made, 5)).toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The reason for a message that is not tried again. */
    public DeadReason once(RuntimeException failure) {
        return DeadReason.handlerFailed(source, 1, name(failure), name(failure));
    }

    DeadReason plain(String rule, String detail) {
        return DeadReason.plain(source, rule, detail);
    }

    private static boolean isTheWorlds(RuntimeException failure) {
        return failure instanceof TargetException answer
                && switch (answer.error()) {
                    case TargetError.Rejected(var sqlState, var detail) ->
                        sqlState.length() < 2 || !OF_THE_DATA.contains(sqlState.substring(0, 2));
                    case TargetError.SessionLost lost -> true;
                    case TargetError.Contended contended -> true;
                    case TargetError.LockTimedOut waited -> true;
                    case TargetError.StatementCanceled canceled -> true;
                    case TargetError.Fenced fenced -> true;
                };
    }

    /** The class, and the SQLSTATE if there is one; never the message, which may quote data. */
    private static String name(RuntimeException failure) {
        String name = failure.getClass().getSimpleName();
        return failure instanceof TargetException answer
                ? name + " " + answer.error().sqlState()
                : name;
    }
}
