package dev.towpath.standalone;

import dev.towpath.servers.Folders;
import java.nio.file.Path;

/** Ends a standalone together with this process, however that comes to end: done, failed, SIGTERM, Ctrl-C. */
final class EndOnSignal {
    private EndOnSignal() {}

    static void of(RunningStandalone standalone) {
        Runtime.getRuntime().addShutdownHook(new Thread(standalone::close, "ending"));
    }

    /** Removes {@code temporary}, too. */
    static void of(RunningStandalone standalone, Path temporary) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            standalone.close();
                            Folders.delete(temporary);
                        },
                        "ending"));
    }
}
