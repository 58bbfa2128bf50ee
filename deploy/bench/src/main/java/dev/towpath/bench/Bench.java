package dev.towpath.bench;

import dev.towpath.bench.orchestrator.OrchestratorBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks by name. Each starts a server of its own with fsync on, prints Markdown, and leaves nothing behind. */
@Command(
        name = "deploy/bench/run",
        mixinStandardHelpOptions = true,
        subcommands = {BackfillBench.class, TriggerBench.class, ForegroundBench.class, OrchestratorBench.class})
final class Bench {
    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }
}
