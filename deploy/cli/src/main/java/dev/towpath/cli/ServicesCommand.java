package dev.towpath.cli;

import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code services}: known, but not built yet; says so rather than being unknown. */
@Command(name = "services", description = "Not supported yet.")
final class ServicesCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Override
    public Integer call() {
        throw new CallEnded(
                ExitCode.REJECTED,
                "NotSupportedYet: the command services is known, but not supported yet: no rollout can name services");
    }
}
