package dev.towpath.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tune ID}: changes how a backfill goes about it, also while it runs. */
@Command(name = "tune", description = "Tune a backfill; what runs hears of it within a batch.")
final class TuneCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "ID", description = "the rollout")
    private String id = "";

    @Option(names = "--batch-duration", paramLabel = "D", description = "what a batch aims to take, 10ms to 10s")
    private @Nullable String batchDuration;

    @Option(names = "--pause", paramLabel = "D", description = "time between two batches, 0s to 1m")
    private @Nullable String pause;

    @Override
    public Integer call() {
        ObjectNode data = Common.noData();
        if (batchDuration != null) {
            data.put("batch_duration", batchDuration);
        }
        if (pause != null) {
            data.put("pause", pause);
        }
        if (data.isEmpty()) {
            throw new CallEnded(ExitCode.USAGE, "give --batch-duration, --pause, or both");
        }
        common.say(ReplyText.of(common.act(id, "tune", data).document()));
        return ExitCode.DONE;
    }
}
