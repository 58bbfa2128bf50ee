package dev.towpath.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.cli.server.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code reject ID}: keeps the gate closed that the rollout waits at. */
@Command(name = "reject", description = "Keep a gate closed until you withdraw it; takes back your approval.")
final class RejectCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Mixin
    private GateChoice choice = new GateChoice();

    @Parameters(paramLabel = "ID", description = "the rollout")
    private String id = "";

    @Override
    public Integer call() {
        String gate = choice.of(id, common);
        JsonNode reply =
                common.act(id, "reject", Common.noData().put("stage", gate)).document();
        common.say(ReplyText.of(reply) + " (gate " + gate + ")");
        return ExitCode.DONE;
    }
}
