package dev.towpath.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processes that have ended but that their parent hasn't buried. They still have a process id, so Java takes them for
 * living; where a container's first process buries late, or never, waiting for them would be waiting for nothing.
 */
final class Zombies {
    private Zombies() {}

    /** Whether {@code process} has ended, or is a zombie. Where there is no {@code /proc} nothing is known of zombies. */
    static boolean hasEnded(ProcessHandle process) {
        if (!process.isAlive()) {
            return true;
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException e) {
            return !process.isAlive();
        }
    }
}
