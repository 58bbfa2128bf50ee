package dev.towpath.cli;

import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code reopen ID --reason TEXT}: takes services back before cutover, the one gate that is ever reopened. */
@Command(
        name = "reopen",
        description =
                "Take services back before cutover, as long as nothing of the contract was sent; says why, with --reason.")
final class ReopenCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "ID", description = "the rollout")
    private String id = "";

    @Override
    public Integer call() {
        if (!common.hasReason()) {
            throw new CallEnded(ExitCode.USAGE, "a reopening says why: give --reason TEXT");
        }
        common.say(ReplyText.of(common.act(id, "reopen", Common.noData().put("stage", "cutover"))
                .document()));
        return ExitCode.DONE;
    }
}
