package dev.towpath.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.text.Table;
import dev.towpath.cli.text.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code databases}: what is registered, and when its agent was last heard of. */
@Command(name = "databases", description = "List registered databases.")
final class DatabasesCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Override
    public Integer call() {
        JsonNode databases = common.get("/api/databases").document();
        Table table = new Table("DATABASE", "ENGINE", "AGENT", "SERVER", "LAST HEARD", "BRAKE");
        for (JsonNode database : databases) {
            JsonNode agent = database.path("agent");
            table.row(
                    database.path("id").asText(),
                    database.path("engine").asText(),
                    agent.path("instance").asText("none heard of"),
                    agent.path("server_version").asText("-"),
                    Terminal.time(agent.path("seen").asText("-")),
                    agent.path("halted").asBoolean() ? "on" : "off");
        }
        common.say(databases.isEmpty() ? "No database is registered." : table.toString());
        return ExitCode.DONE;
    }
}
