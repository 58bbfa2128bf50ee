package dev.towpath.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code resume ID}: goes on after a pause. */
@Command(name = "resume", description = "Go on after a pause.")
final class ResumeCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "ID", description = "the rollout")
    private String id = "";

    @Override
    public Integer call() {
        return common.tell(id, "resume");
    }
}
