package dev.towpath.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code revisions stamp DATABASE REVISION --reason TEXT}: records what was reached outside of Towpath. */
@Command(
        name = "stamp",
        description = "Record that a database has a revision already; nothing is executed. Says why, with --reason.")
final class RevisionsStampCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(index = "0", paramLabel = "DATABASE", description = "the database")
    private String database = "";

    @Parameters(index = "1", paramLabel = "REVISION", description = "the revision")
    private String revision = "";

    @Option(
            names = "--down-revision",
            paramLabel = "REVISION",
            description = "what it follows; repeat it for a merge. Without it a root, or where a rollout has put it")
    private List<String> parents = List.of();

    @Option(names = "--new-head", description = "another head beside those that there are is meant")
    private boolean newHead;

    @Override
    public Integer call() {
        if (!common.hasReason()) {
            throw new CallEnded(ExitCode.USAGE, "a stamp says why: give --reason TEXT");
        }
        ObjectNode data = Common.noData().put("revision", revision).put("new_head", newHead);
        parents.forEach(data.putArray("down_revision")::add);
        common.say(ReplyText.of(common.actOn(database, "stamp", data).document()));
        return ExitCode.DONE;
    }
}
