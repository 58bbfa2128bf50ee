package dev.towpath.standalone;

import dev.towpath.servers.Folders;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Ends a standalone together with this process, however that comes to end: done, failed, SIGTERM, Ctrl-C. */
final class EndOnSignal {
    private EndOnSignal() {}

    static void of(RunningStandalone standalone) {
        Runtime.getRuntime().addShutdownHook(new Thread(standalone::close, "ending"));
    }

    /** Removes {@code temporary}, too, unless {@code failed} by then: whoever looks for the reason needs its logs. */
    static void of(RunningStandalone standalone, Path temporary, BooleanSupplier failed) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            boolean keep = failed.getAsBoolean();
                            standalone.close();
                            if (keep) {
                                News.say("data and logs are kept in " + temporary);
                            } else {
                                Folders.delete(temporary);
                            }
                        },
                        "ending"));
    }
}
