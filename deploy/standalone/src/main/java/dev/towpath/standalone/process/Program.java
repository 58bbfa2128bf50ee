package dev.towpath.standalone.process;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One program that is to run all the time. Its methods are called anew for every start. */
public interface Program {
    /** Names the pid file, the log, and the program to people. */
    String name();

    /** Makes what a start needs, such as a configuration file; then the command, which must not change its process id. */
    List<String> prepare() throws IOException;

    /** What the program's environment has beside the caller's own. */
    Map<String, String> environment();

    /** Whether the program, now running as {@code pid}, does its work. */
    boolean ready(long pid);

    /** Asks the process to end in order, and ends it after {@code seconds} at the latest. */
    default void end(ProcessHandle process, int seconds) {
        process.destroy();
        if (!Waiting.ended(process, seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
