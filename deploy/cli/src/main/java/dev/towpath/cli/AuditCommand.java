package dev.towpath.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code audit …}: proof that nobody has changed the history. */
@Command(
        name = "audit",
        description = "Verify that nobody has changed the log, export a rollout with its proof, or anchor the log now.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AuditVerifyCommand.class, AuditExportCommand.class, AuditAnchorCommand.class})
final class AuditCommand {
    @Mixin
    private Screen screen = new Screen();
}
