package dev.towpath.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.text.RevisionsText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code revisions heads DATABASE}: the revisions that no other one follows. */
@Command(name = "heads", description = "List the revisions that no other one follows.")
final class RevisionsHeadsCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "DATABASE", description = "the database")
    private String database = "";

    @Override
    public Integer call() {
        JsonNode graph =
                common.get(Common.databasePath(database) + "/revisions").document();
        common.say(RevisionsText.heads(graph));
        return ExitCode.DONE;
    }
}
