package dev.towpath.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dead-letters replay ID… | --all [--topic T]}: puts messages back on the topics that they lay on. */
@Command(
        name = "replay",
        description =
                "Put messages back on their topics, to the byte. What was handled before is dropped there, and what is"
                        + " still bad becomes a dead letter again. Says why, with --reason.")
final class DeadLettersReplayCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "ID", arity = "0..*", description = "numbers of the letters, as list shows them")
    private List<Long> ids = List.of();

    @Option(names = "--all", description = "all that nobody put back yet, 1000 at most")
    private boolean all;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "with --all: only those that lay on this topic")
    private String topic = "";

    @Override
    public Integer call() {
        if (all == !ids.isEmpty() || !all && !topic.isEmpty()) {
            throw new CallEnded(ExitCode.USAGE, "give the numbers of letters, or --all, with --topic or without");
        }
        if (!common.hasReason()) {
            throw new CallEnded(ExitCode.USAGE, "a replay says why: give --reason TEXT");
        }
        return all ? replayAll() : replayEach();
    }

    private int replayAll() {
        JsonNode answer = common.order(DeadLettersCommand.ofTopic(DeadLettersCommand.PATH + "/replay", topic))
                .document();
        common.say(answer.path("replayed").size() + " put back");
        for (JsonNode refused : answer.path("refused")) {
            common.say(refused.path("id").asText() + " stays: "
                    + refused.path("rule").asText() + ": "
                    + refused.path("detail").asText());
        }
        return answer.path("refused").isEmpty() ? ExitCode.DONE : ExitCode.REJECTED;
    }

    private int replayEach() {
        for (long id : ids) {
            common.order(DeadLettersCommand.PATH + "/" + id + "/replay").document();
            common.say(id + " put back");
        }
        return ExitCode.DONE;
    }
}
