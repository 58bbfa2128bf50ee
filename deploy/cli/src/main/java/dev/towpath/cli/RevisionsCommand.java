package dev.towpath.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code revisions …}: which revision follows which on a database, and what each database has reached. */
@Command(
        name = "revisions",
        description = "Show the graph of a database's revisions, stamp one, or check a folder of rollout files.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RevisionsCurrentCommand.class,
            RevisionsHeadsCommand.class,
            RevisionsHistoryCommand.class,
            RevisionsShowCommand.class,
            RevisionsGraphCommand.class,
            RevisionsStampCommand.class,
            RevisionsCheckCommand.class
        })
final class RevisionsCommand {
    @Mixin
    private Screen screen = new Screen();
}
