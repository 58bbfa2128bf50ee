package dev.towpath.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.cli.server.Answer;
import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.contracts.codec.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code submit FILE}: opens a rollout, and waits for its end if asked to. */
@Command(name = "submit", description = "Submit a rollout file.")
final class SubmitCommand implements Callable<Integer> {
    static final String COMPLETED = "completed";

    private static final List<String> STATES = List.of(
            "planning",
            "waiting",
            "running",
            "paused",
            "failed",
            "in_doubt",
            "rolling_back",
            "rolled_back",
            "aborted",
            COMPLETED);

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "FILE", description = "rollout file, YAML or JSON; - for stdin")
    private String file = "";

    @Option(
            names = "--wait",
            paramLabel = "STATE",
            description = "wait until the rollout is in that state; --wait alone means --wait=completed")
    private @Nullable String wait;

    @Option(names = "--plan-only", description = "stop with a frozen plan; start ID lets it go on")
    private boolean planOnly;

    @Option(names = "--timeout", paramLabel = "D", description = "wait no longer, such as 30s or 10m")
    private @Nullable String timeout;

    @Override
    public Integer call() {
        if (wait != null && !STATES.contains(wait)) {
            throw new CallEnded(ExitCode.USAGE, "--wait takes one of " + String.join(", ", STATES));
        }
        if (wait == null && timeout != null) {
            throw new CallEnded(ExitCode.USAGE, "--timeout bounds a --wait; give that too");
        }
        RolloutWait waiting = new RolloutWait(common, timeout == null ? null : duration(timeout));
        Answer answer = common.send("/api/rollouts" + (planOnly ? "?plan_only=true" : ""), RolloutSource.read(file));
        if (wait == null || !answer.isDocument()) {
            common.shown(answer);
        }
        JsonNode reply = answer.document();
        String rolloutId = reply.path("rollout_id").asText();
        common.say(ReplyText.of(reply));
        return wait == null ? ExitCode.DONE : waiting.until(rolloutId, wait);
    }

    private static Duration duration(String text) {
        try {
            return DurationText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CallEnded(ExitCode.USAGE, "--timeout " + e.getMessage());
        }
    }
}
