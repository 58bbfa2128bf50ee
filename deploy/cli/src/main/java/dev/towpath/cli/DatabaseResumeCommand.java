package dev.towpath.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code databases resume ID}: rollouts go on, apart from those that are paused themselves. */
@Command(name = "resume", description = "End the pause of a database; what is due follows.")
final class DatabaseResumeCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "DATABASE", description = "the database")
    private String id = "";

    @Override
    public Integer call() {
        return common.tellDatabase(id, "resume");
    }
}
