package dev.towpath.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pause ID}: lets the running batch end and starts nothing new. */
@Command(name = "pause", description = "Pause a rollout: the running batch ends, nothing new starts.")
final class PauseCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "ID", description = "the rollout")
    private String id = "";

    @Override
    public Integer call() {
        return common.tell(id, "pause");
    }
}
