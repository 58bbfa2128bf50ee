package dev.towpath.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code databases lift DATABASE --reason TEXT}: ends a freeze before its time. */
@Command(name = "lift", description = "End a freeze of a database before its time; says why, with --reason.")
final class LiftCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "DATABASE", description = "the database")
    private String database = "";

    @Option(
            names = "--freeze",
            paramLabel = "NUMBER",
            description = "which one, as databases lists them; may be left out where there is only one")
    private @Nullable Integer freeze;

    @Override
    public Integer call() {
        if (!common.hasReason()) {
            throw new CallEnded(ExitCode.USAGE, "a lift says why: give --reason TEXT");
        }
        ObjectNode data = Common.noData();
        if (freeze != null) {
            data.put("freeze", freeze);
        }
        common.say(ReplyText.of(common.actOn(database, "lift", data).document()));
        return ExitCode.DONE;
    }
}
