package dev.towpath.standalone.demo;

import dev.towpath.contracts.Stage;
import java.time.Duration;
import java.time.Instant;

/** Plain lines, for a file or a pipe: a line now and then while a backfill runs, and one when a stage is done. */
final class PlainStageLines implements StageLines {
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(2);

    private final Screen screen;
    private Instant next = Instant.MIN;

    PlainStageLines(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void entered(Stage stage, int steps) {
        next = Instant.MIN;
    }

    @Override
    public void stepDone() {}

    @Override
    public void backfilled(long rows, long estimated, double rowsPerSecond) {
        Instant now = Instant.now();
        if (now.isAfter(next)) {
            next = now.plus(NOW_AND_THEN);
            screen.line(
                    "  %-11s %,d of %,d rows, %,.0f rows/s, %.0f s left",
                    Stage.BACKFILL.wireName(),
                    rows,
                    estimated,
                    rowsPerSecond,
                    rowsPerSecond > 0 ? Math.max(0, estimated - rows) / rowsPerSecond : 0);
        }
    }

    @Override
    public void completed(Stage stage, Duration took, long rows) {
        screen.line("%s", Figures.stage(stage, took, rows));
    }

    @Override
    public void close() {}
}
