package dev.towpath.cli;

import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.text.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The entry point: parses, runs one command, and turns how it ended into an exit code. */
@Command(
        name = "towpath",
        description = "Staged schema rollouts on live databases.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SubmitCommand.class,
            PlanCommand.class,
            ListCommand.class,
            StatusCommand.class,
            HistoryCommand.class,
            ApproveCommand.class,
            RejectCommand.class,
            WithdrawCommand.class,
            SkipCommand.class,
            ReopenCommand.class,
            StartCommand.class,
            NoteCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            RetryCommand.class,
            RollbackCommand.class,
            AbortCommand.class,
            ResolveCommand.class,
            TuneCommand.class,
            RevisionsCommand.class,
            AuditCommand.class,
            DatabasesCommand.class,
            DeadLettersCommand.class,
            ServicesCommand.class
        },
        footer =
                "%nExit codes: 0 done or accepted; 1 rejected, failed, rolled back, aborted, in doubt; 2 usage or "
                        + "unreadable file; 3 server not reached; 4 --timeout passed; 5 --wait met something only a person can do.")
public final class Towpath {
    @Mixin
    private Screen screen = new Screen();

    private Towpath() {}

    public static void main(String[] args) {
        int exitCode = run(writer(FileDescriptor.out), writer(FileDescriptor.err), args);
        System.exit(exitCode);
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Towpath())
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> ended(failure, err))
                .execute(withWaitValue(args));
    }

    private static int ended(Exception failure, PrintWriter err) throws Exception {
        if (failure instanceof CallEnded end) {
            err.println("towpath: " + Terminal.safe(String.valueOf(end.getMessage())));
            return end.exitCode();
        }
        throw failure;
    }

    /** A bare {@code --wait} must not swallow the file behind it, as an option with an optional value would. */
    private static String[] withWaitValue(String[] args) {
        return Arrays.stream(args)
                .map(arg -> arg.equals("--wait") ? "--wait=" + SubmitCommand.COMPLETED : arg)
                .toArray(String[]::new);
    }

    /** Names are UTF-8 whatever the locale says. */
    private static PrintWriter writer(FileDescriptor stream) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8), true);
    }
}
