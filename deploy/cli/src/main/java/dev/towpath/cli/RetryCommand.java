package dev.towpath.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code retry ID}: tries the step that failed, or is in doubt, again; of one that is with the agent it has the agent asked. */
@Command(
        name = "retry",
        description = "Try the step that failed, or is in doubt, again; have the agent asked about one that runs.")
final class RetryCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "ID", description = "the rollout")
    private String id = "";

    @Override
    public Integer call() {
        return common.tell(id, "retry");
    }
}
