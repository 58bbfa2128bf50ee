package dev.towpath.cli;

import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rollback ID --reason TEXT}: takes everything back, newest stage first; until the drop. */
@Command(name = "rollback", description = "Take everything back, stage by stage; says why, with --reason.")
final class RollbackCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "ID", description = "the rollout")
    private String id = "";

    @Override
    public Integer call() {
        if (!common.hasReason()) {
            throw new CallEnded(ExitCode.USAGE, "a rollback says why: give --reason TEXT");
        }
        common.say(ReplyText.of(common.act(id, "rollback", Common.noData()).document()));
        return ExitCode.DONE;
    }
}
