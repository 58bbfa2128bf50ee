package dev.towpath.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.text.DeadLettersText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dead-letters list [--topic T]}: a line for each, with why and whether somebody put it back. */
@Command(name = "list", description = "List dead letters, and who put them back.")
final class DeadLettersListCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Option(names = "--topic", paramLabel = "TOPIC", description = "only those that lay on this topic")
    private String topic = "";

    @Override
    public Integer call() {
        JsonNode letters = common.get(DeadLettersCommand.ofTopic(DeadLettersCommand.PATH, topic))
                .document();
        common.say(letters.isEmpty() ? "No dead letters." : DeadLettersText.list(letters));
        return ExitCode.DONE;
    }
}
