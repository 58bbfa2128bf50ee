package dev.towpath.cli;

import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code abort ID --reason TEXT}: ends a rollout where it is. */
@Command(name = "abort", description = "End a rollout and leave the schema as it is; says why, with --reason.")
final class AbortCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "ID", description = "the rollout")
    private String id = "";

    @Option(names = "--leave-in-place", description = "also if something that it made stays behind; status ID lists it")
    private boolean leaveInPlace;

    @Override
    public Integer call() {
        if (!common.hasReason()) {
            throw new CallEnded(ExitCode.USAGE, "an abort says why: give --reason TEXT");
        }
        common.say(ReplyText.of(common.act(id, "abort", Common.noData().put("leave_in_place", leaveInPlace))
                .document()));
        return ExitCode.DONE;
    }
}
