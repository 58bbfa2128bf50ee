package dev.towpath.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code start ID}: lets a rollout that was submitted with {@code --plan-only} go on. */
@Command(name = "start", description = "Start a rollout that was submitted with --plan-only.")
final class StartCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "ID", description = "the rollout")
    private String id = "";

    @Override
    public Integer call() {
        return common.tell(id, "start");
    }
}
