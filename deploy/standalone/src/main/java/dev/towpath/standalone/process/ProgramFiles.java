package dev.towpath.standalone.process;

import java.nio.file.Path;

/** Where a program's pid file and log are. */
public record ProgramFiles(Path runFolder, Path logFolder) {
    PidFile pidFile(String program) {
        return new PidFile(runFolder.resolve(program + ".pid"));
    }

    ProgramLog log(String program) {
        return new ProgramLog(logFolder.resolve(program + ".log"));
    }
}
