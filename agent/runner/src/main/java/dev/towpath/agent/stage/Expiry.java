package dev.towpath.agent.stage;

import static dev.towpath.agent.target.SqlText.literal;

import dev.towpath.agent.target.TargetSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * How a transaction itself sees to it that its evidence still holds: an agent may freeze after it looked at its clock and
 * before it sends, and a server may let what was sent wait.
 *
 * <p>The server judges by its own clock. What that clock will show when the evidence expires is reckoned at the begin of
 * each session from one look at both clocks; the time that the answer took is taken off, so that the server is never
 * later than the agent. A difference between the clocks therefore doesn't matter, only a clock that is set meanwhile.
 */
final class Expiry {
    private static final String SERVER_TIME = "SELECT clock_timestamp()";

    private final Optional<OffsetDateTime> serverTime;

    private Expiry(Optional<OffsetDateTime> serverTime) {
        this.serverTime = serverTime;
    }

    /** Of evidence that holds until {@code validUntil} by {@code clock}. */
    static Expiry on(TargetSession session, Clock clock, Optional<Instant> validUntil) throws InterruptedException {
        if (validUntil.isEmpty()) {
            return new Expiry(Optional.empty());
        }
        OffsetDateTime server = session.row(SERVER_TIME).orElseThrow().getOffsetDateTime(0);
        return new Expiry(validUntil.map(until -> server.plus(Duration.between(clock.instant(), until))));
    }

    /** A statement that fails by SQLSTATE TP002 once the evidence has expired, with its separator; or nothing. */
    String check() {
        return serverTime
                .map(until -> "SELECT towpath.assert_valid(" + literal(until.toString()) + ");\n")
                .orElse("");
    }
}
