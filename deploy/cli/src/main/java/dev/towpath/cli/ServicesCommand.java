package dev.towpath.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.text.ServicesText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code services}: who shares the databases, in which version, and which phase each instance works by. */
@Command(name = "services", description = "List services and their instances.")
final class ServicesCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Override
    public Integer call() {
        JsonNode services = common.get("/api/services").document();
        if (services.isEmpty()) {
            common.say("No service was heard of.");
        } else if (common.wantsText()) {
            common.say(ServicesText.of(
                    services, common.server().get("/api/rollouts").document()));
        }
        return ExitCode.DONE;
    }
}
