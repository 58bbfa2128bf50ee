package dev.towpath.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.text.RevisionsText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code revisions graph DATABASE}: the graph as a drawing, newest first. */
@Command(name = "graph", description = "Draw the graph, newest first.")
final class RevisionsGraphCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "DATABASE", description = "the database")
    private String database = "";

    @Override
    public Integer call() {
        JsonNode graph =
                common.get(Common.databasePath(database) + "/revisions").document();
        common.say(RevisionsText.graph(graph));
        return ExitCode.DONE;
    }
}
