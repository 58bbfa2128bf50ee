package dev.towpath.cli;

import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rollback ID}: known, but not built yet; says so rather than being unknown. */
@Command(name = "rollback", description = "Not supported yet.")
final class RollbackCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "ID", description = "the rollout")
    private String id = "";

    @Override
    public Integer call() {
        throw new CallEnded(
                ExitCode.REJECTED,
                "NotSupportedYet: the command rollback is known, but not supported yet; " + id
                        + " was not touched. pause stops it; plan shows the undo of every step");
    }
}
