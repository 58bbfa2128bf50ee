package dev.towpath.cli;

import dev.towpath.cli.server.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code audit anchor}: what is in the log now is anchored, instead of within a minute. */
@Command(name = "anchor", description = "Anchor the log now, instead of within a minute.")
final class AuditAnchorCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Override
    public Integer call() {
        long number = common.anchor().document().path("number").asLong();
        common.say(
                number == 0 ? "There is no event to anchor." : "Everything is anchored, up to anchor " + number + ".");
        return ExitCode.DONE;
    }
}
