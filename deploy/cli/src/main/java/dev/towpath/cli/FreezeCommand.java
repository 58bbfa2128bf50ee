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

/** {@code databases freeze DATABASE --until TIME --reason TEXT}: keeps every gate on it closed for a time. */
@Command(
        name = "freeze",
        description = "Keep every gate on a database closed for a time; what runs goes on. Says why, with --reason.")
final class FreezeCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "DATABASE", description = "the database")
    private String database = "";

    @Option(names = "--from", paramLabel = "TIME", description = "when it begins, with its zone; default: now")
    private @Nullable String from;

    @Option(
            names = "--until",
            required = true,
            paramLabel = "TIME",
            description = "when it ends, with its zone, such as 2026-12-27T00:00:00Z")
    private String until = "";

    @Override
    public Integer call() {
        if (!common.hasReason()) {
            throw new CallEnded(ExitCode.USAGE, "a freeze says why: give --reason TEXT");
        }
        ObjectNode data = Common.noData().put("until", until);
        if (from != null) {
            data.put("from", from);
        }
        common.say(ReplyText.of(common.actOn(database, "freeze", data).document()));
        return ExitCode.DONE;
    }
}
