package dev.towpath.cli;

import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.text.HistoryText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code history ID}: everything that happened, oldest first. */
@Command(name = "history", description = "Show every event of a rollout.")
final class HistoryCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "ID", description = "the rollout")
    private String id = "";

    @Override
    public Integer call() {
        common.say(
                HistoryText.of(common.get(Common.rolloutPath(id) + "/history").document()));
        return ExitCode.DONE;
    }
}
