package dev.towpath.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What clients feel of a backfill: reads and writes of single rows at a fixed rate, each timed from when it was due, so
 * that a stall counts for everything that it delays.
 */
@Command(name = "foreground", description = "G3: latency of others just before and during the backfill.")
final class ForegroundBench implements Callable<Integer> {
    @Option(names = "--rows", defaultValue = "3000000")
    private long rows;

    @Option(names = "--rate", defaultValue = "400", description = "Requests a second over all clients.")
    private int rate;

    @Option(names = "--rounds", defaultValue = "3")
    private int rounds;

    @Override
    public Integer call() throws Exception {
        try (BenchTarget target = new BenchTarget()) {
            System.out.println(
                    "| round | requests before | p50 ms | p99 ms | requests during | p50 ms | p99 ms | worst ms "
                            + "| backfill s | p99 during : before |");
            System.out.println("|---|---|---|---|---|---|---|---|---|---|");
            for (int round = 1; round <= rounds; round++) {
                round(target, round);
            }
            return 0;
        }
    }

    private void round(BenchTarget target, int round) throws Exception {
        String table = "users_" + round;
        UsersTable.create(target, table, rows);
        BenchRollout rollout = BenchRollout.of(target, table);
        rollout.upToBackfill(target);
        UsersTable.settle(target, table);
        try (OpenLoop clients = OpenLoop.start(target, table, rows, rate)) {
            clients.collect(5);
            double[] before = clients.collect(15);
            double[] during = clients.collectWhile(() -> target.run(rollout, rollout.backfill()));
            double then = Measured.percentile(before, 0.99);
            double now = Measured.percentile(during, 0.99);
            System.out.printf(
                    "| %d | %d | %.1f | %.1f | %d | %.1f | %.1f | %.1f | %.1f | **%.2f** |%n",
                    round,
                    before.length,
                    Measured.percentile(before, 0.5),
                    then,
                    during.length,
                    Measured.percentile(during, 0.5),
                    now,
                    Measured.percentile(during, 1),
                    (double) during.length / rate,
                    now / then);
        }
        target.own("DROP TABLE " + table);
    }
}
