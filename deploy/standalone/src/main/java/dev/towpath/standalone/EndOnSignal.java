package dev.towpath.standalone;

/** Ends a standalone when this process is told to end: SIGTERM, Ctrl-C, a closed terminal. */
final class EndOnSignal {
    private EndOnSignal() {}

    static void of(RunningStandalone standalone) {
        Runtime.getRuntime().addShutdownHook(new Thread(standalone::close, "ending"));
    }
}
