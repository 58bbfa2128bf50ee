package dev.towpath.standalone.demo;

import java.sql.SQLException;
import java.util.List;

/** What must be so after the rollout, judged by the table itself and by what its clients were told. */
record Verdict(List<Check> checks, List<String> before, List<String> after) {
    /** One thing that must be so. */
    record Check(boolean holds, String what) {}

    static Verdict of(UsersTable table, List<String> before, WriterReport traffic, long rowsThatDiffer)
            throws SQLException {
        List<String> after = table.schema();
        List<String> wanted = before.stream()
                .map(line -> line.replace(UsersTable.OLD_COLUMN, UsersTable.NEW_COLUMN))
                .sorted()
                .toList();
        long wrong = traffic.wrong(table.names());
        long leftovers = table.leftovers();
        return new Verdict(
                List.of(
                        new Check(
                                rowsThatDiffer == 0, "rows that differ before the old column goes: " + rowsThatDiffer),
                        new Check(wrong == 0, "rows that don't hold what a client was told last: " + wrong),
                        new Check(traffic.failure().isEmpty(), "failed writes: " + failures(traffic)),
                        new Check(
                                after.stream().sorted().toList().equals(wanted), "schema is the same but for the name"),
                        new Check(leftovers == 0, "objects left behind: " + leftovers)),
                before,
                after);
    }

    boolean good() {
        return checks.stream().allMatch(Check::holds);
    }

    private static String failures(WriterReport traffic) {
        return traffic.failure().isEmpty() ? "none" : traffic.failure();
    }
}
