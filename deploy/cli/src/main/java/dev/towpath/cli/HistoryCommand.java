package dev.towpath.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.text.HistoryText;
import dev.towpath.cli.text.RolloutText;
import dev.towpath.cli.text.StoryText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code history ID}: everything that happened, as a story; or each event; or how the rollout stood at some time. */
@Command(name = "history", description = "Tell what happened to a rollout, or how it stood at some time.")
final class HistoryCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "ID", description = "the rollout")
    private String id = "";

    @Option(
            names = "--at",
            paramLabel = "TIME|VERSION",
            description = "how it stood then: right after that version, or at a time such as 2026-03-06T09:00:00Z")
    private @Nullable String at;

    @Option(names = "--events", description = "a line for each event as it is recorded, instead of the story")
    private boolean events;

    @Override
    public Integer call() {
        if (at != null) {
            return at(at);
        }
        if (events || !common.wantsText()) {
            common.say(HistoryText.of(
                    common.get(Common.rolloutPath(id) + "/history").document()));
        } else {
            common.say(
                    StoryText.of(common.get(Common.rolloutPath(id) + "/story").document()));
        }
        return ExitCode.DONE;
    }

    private int at(String moment) {
        if (events) {
            throw new CallEnded(
                    ExitCode.USAGE, "--events lists what happened, --at shows how it stood; give one of them");
        }
        String query = "?at=" + URLEncoder.encode(moment, StandardCharsets.UTF_8);
        JsonNode then = common.get(Common.rolloutPath(id) + query).document();
        common.say(RolloutText.then(then));
        return ExitCode.DONE;
    }
}
