package dev.towpath.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.text.RevisionsText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code revisions show DATABASE REVISION}: one revision with its place. */
@Command(name = "show", description = "Show one revision: its place, its rollout, and what is reached of it.")
final class RevisionsShowCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(index = "0", paramLabel = "DATABASE", description = "the database")
    private String database = "";

    @Parameters(index = "1", paramLabel = "REVISION", description = "the revision, or the branch label that it carries")
    private String revision = "";

    @Override
    public Integer call() {
        JsonNode graph =
                common.get(Common.databasePath(database) + "/revisions").document();
        common.say(RevisionsText.one(graph, revision)
                .orElseThrow(() -> new CallEnded(
                        ExitCode.REJECTED, "database " + database + " knows no revision or label " + revision)));
        return ExitCode.DONE;
    }
}
