package dev.towpath.agent;

import dev.towpath.agent.migration.LedgerMigration;
import dev.towpath.agent.migration.LedgerNotMigrated;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Without arguments the agent; with {@code migrate} a job that brings the ledger's schema up to date and ends, before
 * anything of Quarkus starts. Exit 0: done; 1: refused, with the reason on stderr; 2: usage.
 */
@QuarkusMain
public final class AgentMain {
    private AgentMain() {}

    public static void main(String... arguments) {
        if (arguments.length == 0) {
            Quarkus.run(arguments);
        } else if (arguments.length == 1 && arguments[0].equals("migrate")) {
            System.exit(migrate());
        } else {
            System.err.println("usage: quarkus-run.jar [migrate]");
            System.exit(2);
        }
    }

    private static int migrate() {
        try {
            LedgerMigration.Result result = LedgerMigration.fromEnvironment().run();
            System.out.println(
                    "ledger at version " + result.version() + ", " + result.applied() + " migrations applied");
            return 0;
        } catch (LedgerNotMigrated refused) {
            System.err.println(refused.getMessage());
            return 1;
        }
    }
}
