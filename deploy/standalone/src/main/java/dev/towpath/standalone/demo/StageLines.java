package dev.towpath.standalone.demo;

import dev.towpath.contracts.Stage;
import java.time.Duration;

/** Shows how far the stage is that the rollout is in; one line for each stage stays. */
sealed interface StageLines permits StageBars, PlainStageLines {
    static StageLines on(Screen screen) {
        return screen.isTerminal() ? new StageBars(screen) : new PlainStageLines(screen);
    }

    /** The stage begins; it has so many steps. */
    void entered(Stage stage, int steps);

    /** One more of its steps is done. */
    void stepDone();

    /** How far its backfill is; {@code estimated} may be passed. */
    void backfilled(long rows, long estimated, double rowsPerSecond);

    /** The stage is done; {@code rows} were written by it. */
    void completed(Stage stage, Duration took, long rows);

    /** Nothing more comes. */
    void close();
}
