package dev.towpath.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.text.Table;
import dev.towpath.cli.text.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code databases}: what is registered, who paused it, when its agent was last heard of, when its gates stay closed. */
@Command(
        name = "databases",
        description = "List registered databases; or pause and resume one, freeze its gates and lift that.",
        subcommands = {DatabasePauseCommand.class, DatabaseResumeCommand.class, FreezeCommand.class, LiftCommand.class})
final class DatabasesCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Override
    public Integer call() {
        JsonNode databases = common.get("/api/databases").document();
        Table table = new Table("DATABASE", "ENGINE", "AGENT", "SERVER", "LAST HEARD", "BRAKE", "PAUSED BY");
        for (JsonNode database : databases) {
            JsonNode agent = database.path("agent");
            table.row(
                    database.path("id").asText(),
                    database.path("engine").asText(),
                    agent.path("instance").asText("none heard of"),
                    agent.path("server_version").asText("-"),
                    Terminal.time(agent.path("seen").asText("-")),
                    agent.path("halted").asBoolean() ? "on" : "off",
                    database.path("paused").path("by").asText("-"));
        }
        common.say(databases.isEmpty() ? "No database is registered." : table.toString());
        databases.forEach(this::sayFreezes);
        return ExitCode.DONE;
    }

    private void sayFreezes(JsonNode database) {
        for (JsonNode freeze : database.path("freezes")) {
            common.say("freeze " + freeze.path("freeze").asText() + " of "
                    + database.path("id").asText() + (freeze.path("on").asBoolean() ? ", on" : ", to come") + ": from "
                    + Terminal.time(freeze.path("from").asText()) + " until "
                    + Terminal.time(freeze.path("until").asText()) + ", by "
                    + freeze.path("by").asText() + ": " + freeze.path("reason").asText());
        }
    }
}
