package dev.towpath.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the dual-write pair costs a bulk update, beside a table without triggers and beside a trigger of the shape that
 * declares every column and reads the search path, as version-schema tools install it.
 */
@Command(name = "trigger", description = "G4: bulk updates with the dual-write pair beside none.")
final class TriggerBench implements Callable<Integer> {
    private static final String OTHER_COLUMN = "UPDATE %s SET city = 'Ghent'";
    private static final String THE_COLUMN = "UPDATE %s SET full_name = full_name || '!'";

    @Option(names = "--rows", defaultValue = "300000")
    private long rows;

    @Option(names = "--rounds", defaultValue = "5")
    private int rounds;

    private int tables;

    private enum Kind {
        NONE,
        PAIR,
        ALL_COLUMNS
    }

    @Override
    public Integer call() throws Exception {
        try (BenchTarget target = new BenchTarget()) {
            System.out.println("| update of | round | no trigger ms | the pair ms | every-column trigger ms "
                    + "| pair : none | pair : every-column |");
            System.out.println("|---|---|---|---|---|---|---|");
            compare(target, "another column", OTHER_COLUMN);
            compare(target, "the column itself", THE_COLUMN);
            return 0;
        }
    }

    private void compare(BenchTarget target, String what, String update) throws Exception {
        List<Double> toNone = new ArrayList<>();
        List<Double> toOther = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            Map<Kind, Double> took = new EnumMap<>(Kind.class);
            for (int i = 0; i < Kind.values().length; i++) {
                Kind kind = Kind.values()[(i + round) % Kind.values().length];
                took.put(kind, millis(target, kind, "users_" + ++tables, update));
            }
            double none = took.getOrDefault(Kind.NONE, 0.0);
            double pair = took.getOrDefault(Kind.PAIR, 0.0);
            double other = took.getOrDefault(Kind.ALL_COLUMNS, 0.0);
            if (round > 0) { // the first one warms up
                toNone.add(pair / none);
                toOther.add(pair / other);
                System.out.printf(
                        "| %s | %d | %.0f | %.0f | %.0f | %.2f | %.2f |%n",
                        what, round, none, pair, other, pair / none, pair / other);
            }
        }
        System.out.printf(
                "| %s | **median** | | | | **%.2f** | **%.2f** |%n",
                what, Measured.median(toNone), Measured.median(toOther));
    }

    private double millis(BenchTarget target, Kind kind, String table, String update) throws Exception {
        UsersTable.create(target, table, rows);
        switch (kind) {
            case NONE -> target.own("ALTER TABLE " + table + " ADD COLUMN display_name text");
            case PAIR -> BenchRollout.of(target, table).upToBackfill(target);
            case ALL_COLUMNS -> everyColumnTrigger(target, table);
        }
        target.execute("ALTER TABLE " + table + " DISABLE TRIGGER USER");
        target.own("UPDATE " + table + " SET display_name = full_name");
        target.execute("ALTER TABLE " + table + " ENABLE TRIGGER USER");
        UsersTable.settle(target, table);
        double millis =
                Measured.of(target, () -> target.own(update.formatted(table))).millis();
        target.own("DROP TABLE " + table);
        return millis;
    }

    private static void everyColumnTrigger(BenchTarget target, String table) {
        target.own("""
                ALTER TABLE %1$s ADD COLUMN display_name text;
                CREATE OR REPLACE FUNCTION every_column() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE
                  id %1$s.id%%TYPE := NEW.id;
                  full_name %1$s.full_name%%TYPE := NEW.full_name;
                  display_name %1$s.display_name%%TYPE := NEW.display_name;
                  email %1$s.email%%TYPE := NEW.email;
                  city %1$s.city%%TYPE := NEW.city;
                  created_at %1$s.created_at%%TYPE := NEW.created_at;
                  path text;
                BEGIN
                  SELECT current_setting('search_path') INTO path;
                  IF path <> 'public_new_version' THEN
                    NEW.display_name := full_name;
                  END IF;
                  RETURN NEW;
                END $$;
                CREATE TRIGGER every_column BEFORE INSERT OR UPDATE ON %1$s
                  FOR EACH ROW EXECUTE FUNCTION every_column()""".formatted(table));
    }
}
