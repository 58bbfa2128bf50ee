package dev.towpath.cli;

import dev.towpath.cli.server.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code note ID TEXT}: leaves a note in a rollout's history. */
@Command(name = "note", description = "Leave a note in the history of a rollout; changes nothing else.")
final class NoteCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(index = "0", paramLabel = "ID", description = "the rollout")
    private String id = "";

    @Parameters(index = "1", paramLabel = "TEXT", description = "what to remember")
    private String text = "";

    @Override
    public Integer call() {
        common.say(ReplyText.of(
                common.act(id, "note", Common.noData().put("text", text)).document()));
        return ExitCode.DONE;
    }
}
