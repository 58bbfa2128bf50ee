package dev.towpath.cli;

import dev.towpath.cli.revisions.FolderCheck;
import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.text.Terminal;
import dev.towpath.contracts.Revision;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code revisions check DIR}: what the server would say to a folder of rollout files; for a pipeline, before a merge. */
@Command(
        name = "check",
        description = "Judge a folder of rollout files without a server: heads, cycles, unknown parents, duplicates.",
        footer = "%nExit codes: 0 nothing is wrong; 1 the graph is; 2 usage, or a file that can't be read.")
final class RevisionsCheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "the folder; files in folders below it count, too")
    private Path folder = Path.of("");

    @Option(
            names = "--base",
            paramLabel = "REF",
            description = "judge what a merge with that branch, tag or commit of git would hold")
    private @Nullable String base;

    @Option(
            names = "--known",
            paramLabel = "REVISION",
            description = "a revision that the database has without a file, such as a stamped one; repeatable")
    private List<String> known = List.of();

    @Mixin
    private Screen screen = new Screen();

    @Override
    public Integer call() {
        FolderCheck check =
                base == null ? FolderCheck.of(folder, known()) : FolderCheck.mergedWith(base, folder, known());
        PrintWriter out = screen.out();
        PrintWriter err = screen.err();
        check.unreadable().forEach(line -> err.println(Terminal.safe(line)));
        check.findings().forEach(line -> err.println(Terminal.safe(line)));
        check.notes().forEach(line -> out.println(Terminal.safe("note: " + line)));
        check.summaries().forEach(line -> out.println(Terminal.safe(line)));
        if (!check.unreadable().isEmpty()) {
            return ExitCode.USAGE;
        }
        return check.findings().isEmpty() ? ExitCode.DONE : ExitCode.REJECTED;
    }

    private Set<Revision> known() {
        try {
            return known.stream().map(Revision::new).collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw new CallEnded(ExitCode.USAGE, "--known: " + e.getMessage());
        }
    }
}
