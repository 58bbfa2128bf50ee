package dev.towpath.standalone.demo;

import dev.towpath.contracts.Stage;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar with progress, rate and time left at the bottom of a terminal, for the stage that runs. */
final class StageBars implements StageLines {
    private static final int WIDTH = 79;
    private static final int REDRAW_MILLIS = 200;

    private final Screen screen;
    private @Nullable ProgressBar bar;
    private boolean countsRows;

    StageBars(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void entered(Stage stage, int steps) {
        close();
        countsRows = stage == Stage.BACKFILL;
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName(String.format("  %-11s", stage.wireName()))
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setConsumer(new BottomLine(screen))
                .setUnit(countsRows ? " rows" : " steps", 1);
        if (countsRows) {
            builder.setSpeedUnit(ChronoUnit.SECONDS).showSpeed();
        } else {
            builder.setInitialMax(steps);
        }
        bar = builder.build();
    }

    @Override
    public void stepDone() {
        if (bar != null && !countsRows) {
            bar.step();
        }
    }

    @Override
    public void backfilled(long rows, long estimated, double rowsPerSecond) {
        if (bar != null && countsRows) {
            bar.maxHint(Math.max(rows, estimated));
            bar.stepTo(rows);
        }
    }

    @Override
    public void completed(Stage stage, Duration took, long rows) {
        close();
        screen.line("%s", Figures.stage(stage, took, rows));
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    /** Draws where the screen wants it: other lines may come in between. */
    private record BottomLine(Screen screen) implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return WIDTH;
        }

        @Override
        public void accept(String rendered) {
            screen.passing(rendered);
        }

        @Override
        public void clear() {
            screen.passing("");
        }

        @Override
        public void close() {
            screen.passing("");
        }
    }
}
