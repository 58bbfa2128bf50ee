package dev.towpath.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.contracts.codec.MessageTypes;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.contracts.event.RolloutEvent.GateReached;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code approve ID}: approves the gate that the rollout waits at. */
@Command(name = "approve", description = "Approve the gate that a rollout waits at; never your own rollout.")
final class ApproveCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "ID", description = "the rollout")
    private String id = "";

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "the stage, or drop, before which the gate stands; default: where the rollout waits now")
    private @Nullable String stage;

    @Override
    public Integer call() {
        String gate = stage == null ? gateOf(id) : stage;
        JsonNode reply =
                common.act(id, "approve", Common.noData().put("stage", gate)).document();
        common.say(ReplyText.of(reply) + " (gate " + gate + ")");
        return ExitCode.DONE;
    }

    /** The gate that was reached last, unless it has been opened. */
    private String gateOf(String rolloutId) {
        JsonNode history =
                common.server().get(Common.rolloutPath(rolloutId) + "/history").document();
        String gate = "";
        for (JsonNode event : history) {
            String type = event.path("type").asText();
            if (type.equals(MessageTypes.of(GateReached.class))) {
                gate = event.at("/data/gate").asText();
            } else if (type.equals(MessageTypes.of(GateOpened.class))) {
                gate = "";
            }
        }
        if (gate.isEmpty()) {
            throw new CallEnded(
                    ExitCode.REJECTED, rolloutId + " waits at no gate now; status " + rolloutId + " says where it is");
        }
        return gate;
    }
}
