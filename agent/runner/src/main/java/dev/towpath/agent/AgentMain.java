package dev.towpath.agent;

import dev.towpath.agent.migration.LedgerAdoption;
import dev.towpath.agent.migration.LedgerMigration;
import dev.towpath.agent.migration.LedgerNotMigrated;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.function.Supplier;

/**
 * Without arguments the agent; with {@code migrate} a job that brings the ledger's schema up to date and ends, before
 * anything of Quarkus starts; with {@code adopt} one that does the same and takes a copy of a database over. Exit 0: done;
 * 1: refused, with the reason on stderr; 2: usage.
 */
@QuarkusMain
public final class AgentMain {
    private AgentMain() {}

    public static void main(String... arguments) {
        if (arguments.length == 0) {
            Quarkus.run(arguments);
        } else if (arguments.length == 1 && arguments[0].equals("migrate")) {
            System.exit(job(AgentMain::migrate));
        } else if (arguments.length == 1 && arguments[0].equals("adopt")) {
            System.exit(job(AgentMain::adopt));
        } else {
            System.err.println("usage: quarkus-run.jar [migrate|adopt]");
            System.exit(2);
        }
    }

    /** Says on stdout what was done. */
    private static int job(Supplier<String> work) {
        try {
            System.out.println(work.get());
            return 0;
        } catch (LedgerNotMigrated refused) {
            System.err.println(refused.getMessage());
            return 1;
        }
    }

    private static String migrate() {
        LedgerMigration.Result result = LedgerMigration.fromEnvironment().run();
        return "ledger at version " + result.version() + ", " + result.applied() + " migrations applied";
    }

    private static String adopt() {
        LedgerAdoption.Result result = LedgerAdoption.fromEnvironment().run();
        return result.changed()
                ? "ledger of server " + result.from() + " adopted on server " + result.to()
                : "nothing to adopt: the ledger was made on this server, " + result.to();
    }
}
