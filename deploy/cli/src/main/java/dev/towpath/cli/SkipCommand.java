package dev.towpath.cli;

import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code skip ID --reason TEXT}: passes the gate without what people and time have not met. */
@Command(name = "skip", description = "Pass a gate without what people and time have not met; says why, with --reason.")
final class SkipCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Mixin
    private GateChoice choice = new GateChoice();

    @Parameters(paramLabel = "ID", description = "the rollout")
    private String id = "";

    @Override
    public Integer call() {
        if (!common.hasReason()) {
            throw new CallEnded(ExitCode.USAGE, "a skip says why: give --reason TEXT");
        }
        return choice.tell(id, "skip", common);
    }
}
