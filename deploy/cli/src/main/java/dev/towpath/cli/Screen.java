package dev.towpath.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command prints, and the option by which it prints no more than how it is used. */
final class Screen {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "say how it is used")
    private boolean help;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    PrintWriter out() {
        return commandSpec().commandLine().getOut();
    }

    PrintWriter err() {
        return commandSpec().commandLine().getErr();
    }

    private CommandSpec commandSpec() {
        if (command == null) {
            throw new IllegalStateException("only a parsed command has options");
        }
        return command;
    }
}
