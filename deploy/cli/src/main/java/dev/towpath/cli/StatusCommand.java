package dev.towpath.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.cli.server.Answer;
import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.server.Server;
import dev.towpath.cli.text.RolloutText;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code status [ID]}: in one line what is happening, what it waits for, and what one may do; of all open rollouts, or of
 * one with the particulars.
 */
@Command(name = "status", description = "Show how rollouts stand: all open ones in a line each, or one in detail.")
final class StatusCommand implements Callable<Integer> {
    private static final Duration PACE = Duration.ofSeconds(1);

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "ID", arity = "0..1", description = "the rollout; without it, every one that is open")
    private @Nullable String id;

    @Option(names = "--watch", description = "show it again whenever it changes, until it is over")
    private boolean watch;

    @Override
    public Integer call() {
        if (id == null) {
            if (watch) {
                throw new CallEnded(ExitCode.USAGE, "--watch follows one rollout; name it");
            }
            return all();
        }
        return watch ? watch(id) : one(id);
    }

    private int one(String rolloutId) {
        common.say(RolloutText.of(common.get(Common.rolloutPath(rolloutId)).document()));
        return ExitCode.DONE;
    }

    private int all() {
        JsonNode rollouts = common.get("/api/rollouts").document();
        boolean none = true;
        for (JsonNode rollout : rollouts) {
            if (!RolloutText.isOver(rollout)) {
                common.say(RolloutText.status(rollout));
                none = false;
            }
        }
        if (none) {
            common.say("No rollout is open; list shows those that are over.");
        }
        return ExitCode.DONE;
    }

    private int watch(String rolloutId) {
        Server server = common.server();
        String shown = "";
        while (true) {
            Answer answer = server.get(Common.rolloutPath(rolloutId));
            JsonNode rollout = answer.document();
            String now = common.wantsText() ? RolloutText.of(rollout) : answer.body();
            if (!now.equals(shown)) {
                common.say(now + "\n");
                common.shown(answer);
                shown = now;
            }
            if (RolloutText.isOver(rollout)) {
                return rollout.path("state").asText().equals(SubmitCommand.COMPLETED)
                        ? ExitCode.DONE
                        : ExitCode.REJECTED;
            }
            RolloutWait.await(PACE);
        }
    }
}
