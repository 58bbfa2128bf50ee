package dev.towpath.cli;

import dev.towpath.cli.server.Answer;
import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.text.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audit export ID}: the rollout as one file that proves itself. */
@Command(
        name = "export",
        description =
                "Write a rollout with its plan, approvals, lock evidence, verification, events and hashes as one file;"
                        + " audit verify FILE checks it.")
final class AuditExportCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "ID", description = "the rollout")
    private String id = "";

    @Option(names = "--out", paramLabel = "FILE", description = "where to write it; default stdout")
    private @Nullable Path out;

    @Override
    public Integer call() {
        Answer answer = common.server().get(Common.rolloutPath(id) + "/audit");
        String text = answer.document().toPrettyString();
        if (out == null) {
            common.out().println(text);
        } else {
            write(out, text);
        }
        return ExitCode.DONE;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text + "\n");
        } catch (IOException e) {
            throw new CallEnded(ExitCode.USAGE, "--out " + file + " can't be written: " + FileTrouble.why(file, e));
        }
    }
}
