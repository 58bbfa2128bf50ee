package dev.towpath.cli;

import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code databases pause ID --reason TEXT}: nothing new starts on the database, in whichever rollout. */
@Command(name = "pause", description = "Pause every rollout of a database, and those to come; says why, with --reason.")
final class DatabasePauseCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "DATABASE", description = "the database")
    private String id = "";

    @Override
    public Integer call() {
        if (!common.hasReason()) {
            throw new CallEnded(ExitCode.USAGE, "the pause of a database says why: give --reason TEXT");
        }
        return common.tellDatabase(id, "pause");
    }
}
