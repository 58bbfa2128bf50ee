package dev.towpath.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The backfill, one worker with a checkpoint in each batch, beside one plain UPDATE of the same rows: with and without
 * the dual-write pair on the table. Every round makes each table anew; the order changes from round to round.
 */
@Command(name = "backfill", description = "G1, G2, G5: time and WAL of the backfill beside one plain UPDATE.")
final class BackfillBench implements Callable<Integer> {
    private static final String PLAIN = "UPDATE %s SET display_name = full_name";

    @Option(names = "--rows", split = ",", defaultValue = "30000,300000,3000000")
    private List<Long> sizes = List.of();

    @Option(names = "--rounds", defaultValue = "3")
    private int rounds;

    private record Round(long rows, Measured plain, Measured withPair, Measured backfill) {
        double time() {
            return backfill.millis() / plain.millis();
        }

        double wal() {
            return (double) backfill.walBytes() / withPair.walBytes();
        }

        double rate() {
            return rows / backfill.millis() * 1_000;
        }
    }

    @Override
    public Integer call() throws Exception {
        try (BenchTarget target = new BenchTarget()) {
            System.out.println("| rows | round | plain UPDATE ms | with the pair ms | backfill ms | backfill : plain "
                    + "| WAL/row plain | with the pair | backfill | backfill : with the pair | rows/s |");
            System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
            round(target, 30_000, 0); // warms up the agent, the server and the disk
            for (long rows : sizes) {
                List<Round> all = new ArrayList<>();
                for (int number = 1; number <= rounds; number++) {
                    Round round = round(target, rows, number);
                    print(number, round);
                    all.add(round);
                }
                System.out.printf(
                        "| %d | **median** | | | | **%.2f** | | | | **%.2f** | **%.0f** |%n",
                        rows,
                        Measured.median(all.stream().map(Round::time).toList()),
                        Measured.median(all.stream().map(Round::wal).toList()),
                        Measured.median(all.stream().map(Round::rate).toList()));
            }
            return 0;
        }
    }

    private static void print(int number, Round round) {
        System.out.printf(
                "| %d | %d | %.0f | %.0f | %.0f | %.2f | %d | %d | %d | %.2f | %.0f |%n",
                round.rows(),
                number,
                round.plain().millis(),
                round.withPair().millis(),
                round.backfill().millis(),
                round.time(),
                round.plain().walBytes() / round.rows(),
                round.withPair().walBytes() / round.rows(),
                round.backfill().walBytes() / round.rows(),
                round.wal(),
                round.rate());
    }

    private static Round round(BenchTarget target, long rows, int number) throws Exception {
        String name = "users_" + rows + "_" + number;
        Measured[] measured = new Measured[3];
        for (int i = 0; i < measured.length; i++) {
            int which = (i + number) % measured.length;
            measured[which] = switch (which) {
                case 0 -> plain(target, name + "_plain", rows);
                case 1 -> withPair(target, name + "_pair", rows);
                default -> backfill(target, name + "_backfill", rows);
            };
        }
        return new Round(rows, measured[0], measured[1], measured[2]);
    }

    private static Measured plain(BenchTarget target, String table, long rows) throws Exception {
        UsersTable.create(target, table, rows);
        target.own("ALTER TABLE " + table + " ADD COLUMN display_name text");
        return measured(target, table, () -> target.own(PLAIN.formatted(table)));
    }

    private static Measured withPair(BenchTarget target, String table, long rows) throws Exception {
        UsersTable.create(target, table, rows);
        BenchRollout.of(target, table).upToBackfill(target);
        return measured(target, table, () -> target.own(PLAIN.formatted(table)));
    }

    private static Measured backfill(BenchTarget target, String table, long rows) throws Exception {
        UsersTable.create(target, table, rows);
        BenchRollout rollout = BenchRollout.of(target, table);
        rollout.upToBackfill(target);
        return measured(target, table, () -> target.run(rollout, rollout.backfill()));
    }

    /** Measures, proves that every row was written, and makes room. */
    private static Measured measured(BenchTarget target, String table, Measured.Work work) throws Exception {
        UsersTable.settle(target, table);
        Measured measured = Measured.of(target, work);
        long left = target.number("SELECT count(*) FROM " + table + " WHERE display_name IS DISTINCT FROM full_name");
        if (left > 0) {
            throw new IllegalStateException(left + " rows of " + table + " were not written");
        }
        target.own("DROP TABLE " + table);
        return measured;
    }
}
