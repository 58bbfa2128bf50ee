package dev.towpath.standalone;

import dev.towpath.servers.ServerNotStarted;
import dev.towpath.standalone.demo.DemoFailed;
import dev.towpath.standalone.process.ProgramFailed;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code ./towpath up} and {@code ./towpath demo}. Exit 0 done, 1 failed, 2 a refused option. */
@Command(
        name = "./towpath",
        subcommands = {UpCommand.class, DemoCommand.class})
public final class Standalone {
    private Standalone() {}

    public static void main(String[] arguments) {
        CommandLine commandLine = new CommandLine(new Standalone());
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            News.say(String.valueOf(failure.getMessage()));
            return switch (failure) {
                case Refused refused -> CommandLine.ExitCode.USAGE;
                case ProgramFailed failed -> CommandLine.ExitCode.SOFTWARE;
                case ServerNotStarted notStarted -> CommandLine.ExitCode.SOFTWARE;
                case DemoFailed failed -> CommandLine.ExitCode.SOFTWARE;
                case java.io.IOException outside -> CommandLine.ExitCode.SOFTWARE;
                case java.sql.SQLException outside -> CommandLine.ExitCode.SOFTWARE;
                default -> throw failure;
            };
        });
        System.exit(commandLine.execute(arguments));
    }
}
