package dev.towpath.cli;

import dev.towpath.cli.audit.FileVerification;
import dev.towpath.cli.audit.Places;
import dev.towpath.cli.audit.VerdictText;
import dev.towpath.cli.audit.Verification;
import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.text.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audit verify [FILE]}: reads the store and the places outside it, or an exported file; asks no orchestrator. */
@Command(
        name = "verify",
        description =
                "Find out whether anybody has changed the log: edited, deleted, reordered, cut off, or written anew."
                        + " Or whether an exported file still holds.",
        footer =
                "%nReads only, and asks no orchestrator. Without an option it reads the places of the standalone; with one,"
                        + " exactly those that are named.%n%nExit codes: 0 intact; 1 broken; 2 usage, or FILE can't be read; 3 a place can't be read.")
final class AuditVerifyCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "what audit export wrote: to be checked off-line, in place of the log")
    private @Nullable Path file;

    @Option(
            names = "--store",
            paramLabel = "URL",
            description = "the event store, such as postgresql://auditor:secret@host:5432/towpath")
    private @Nullable String store;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "brokers that have topic towpath.anchors")
    private @Nullable String kafka;

    @Option(
            names = "--ledger",
            paramLabel = "URL",
            description = "a target database whose ledger bears witness; repeatable")
    private List<String> ledgers = List.of();

    @Option(names = "--json", description = "print the verdict as JSON")
    private boolean json;

    @Mixin
    private Screen screen = new Screen();

    @Override
    public Integer call() {
        return file == null ? verifyLog() : verifyFile(file);
    }

    private int verifyFile(Path exported) {
        if (store != null || kafka != null || !ledgers.isEmpty() || json) {
            throw new CallEnded(ExitCode.USAGE, "a FILE is checked by itself; leave the options out");
        }
        FileVerification.Verdict verdict = FileVerification.of(exported);
        verdict.lines().forEach(line -> screen.out().println(Terminal.safe(line)));
        return verdict.isIntact() ? ExitCode.DONE : ExitCode.REJECTED;
    }

    private int verifyLog() {
        Verification.Verdict verdict = Verification.of(Places.of(store, kafka, ledgers));
        PrintWriter out = screen.out();
        if (json) {
            out.println(VerdictText.json(verdict));
        } else {
            VerdictText.lines(verdict).forEach(line -> out.println(Terminal.safe(line)));
        }
        return verdict.isIntact() ? ExitCode.DONE : ExitCode.REJECTED;
    }
}
