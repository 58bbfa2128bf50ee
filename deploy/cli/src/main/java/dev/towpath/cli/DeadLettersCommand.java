package dev.towpath.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dead-letters …}: messages that nobody could handle. */
@Command(
        name = "dead-letters",
        description = "List messages that nobody could handle, show one, or put them back.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DeadLettersListCommand.class, DeadLettersShowCommand.class, DeadLettersReplayCommand.class})
final class DeadLettersCommand {
    /** Where they are, for all of the commands. */
    static final String PATH = "/api/dead-letters";

    @Mixin
    private Screen screen = new Screen();

    /** With the topic, if one is asked for. */
    static String ofTopic(String path, String topic) {
        return topic.isEmpty() ? path : path + "?topic=" + URLEncoder.encode(topic, StandardCharsets.UTF_8);
    }
}
