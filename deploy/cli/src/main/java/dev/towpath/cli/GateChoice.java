package dev.towpath.cli;

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

    String of(String rolloutId, Common common) {
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
