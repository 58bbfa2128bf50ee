package dev.towpath.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.text.RevisionsText;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code revisions current [DATABASE…]}: what each database has reached, per stage. */
@Command(name = "current", description = "Show what each database has reached, stage by stage.")
final class RevisionsCurrentCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "DATABASE", arity = "0..*", description = "the databases; without one, all of them")
    private List<String> databases = List.of();

    @Override
    public Integer call() {
        List<String> chosen = databases.isEmpty() ? all() : databases;
        if (!common.wantsText() && databases.size() != 1) {
            throw new CallEnded(ExitCode.USAGE, "--json prints the answer about one database; name it");
        }
        for (String database : chosen) {
            common.say(RevisionsText.current(
                    common.get(Common.databasePath(database) + "/revisions").document()));
        }
        return ExitCode.DONE;
    }

    private List<String> all() {
        JsonNode registered = common.server().get("/api/databases").document();
        return StreamSupport.stream(registered.spliterator(), false)
                .map(database -> database.path("id").asText())
                .toList();
    }
}
