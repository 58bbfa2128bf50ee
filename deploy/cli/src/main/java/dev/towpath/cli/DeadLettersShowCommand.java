package dev.towpath.cli;

import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.text.DeadLettersText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dead-letters show ID}: why, whence, and the message to the byte. */
@Command(name = "show", description = "Show a dead letter and the message in it.")
final class DeadLettersShowCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "ID", description = "number of the letter, as list shows it")
    private long id;

    @Override
    public Integer call() {
        common.say(DeadLettersText.whole(
                common.get(DeadLettersCommand.PATH + "/" + id).document()));
        return ExitCode.DONE;
    }
}
