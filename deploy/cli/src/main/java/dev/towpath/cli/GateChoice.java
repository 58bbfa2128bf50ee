package dev.towpath.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The gate that a command is about: the one that is named, else the one that the rollout waits at now. */
final class GateChoice {
    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "the stage, or drop, before which the gate stands; default: where the rollout waits now")
    private @Nullable String stage;

    /** A command about the gate: sends it and says the reply, with the gate that was meant. */
    int tell(String rolloutId, String action, Common common) {
        String gate = of(rolloutId, common);
        ObjectNode data = Common.noData().put("stage", gate);
        common.say(ReplyText.of(common.act(rolloutId, action, data).document()) + " (gate " + gate + ")");
        return ExitCode.DONE;
    }

    private String of(String rolloutId, Common common) {
        if (stage != null) {
            return stage;
        }
        String gate = common.server()
                .get(Common.rolloutPath(rolloutId))
                .document()
                .at("/conditions/0/gate")
                .asText();
        if (gate.isEmpty()) {
            throw new CallEnded(
                    ExitCode.REJECTED, rolloutId + " waits at no gate now; status " + rolloutId + " says where it is");
        }
        return gate;
    }
}
