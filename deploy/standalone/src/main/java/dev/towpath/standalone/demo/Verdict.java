package dev.towpath.standalone.demo;

import dev.towpath.standalone.shop.report.Measured;
import dev.towpath.standalone.shop.report.ShopReport;
import java.sql.SQLException;
import java.util.List;

/** What must be so after the rollout, judged by the table itself, by what its clients were told, and by the history. */
record Verdict(List<Check> checks) {
    /** One thing that must be so. */
    record Check(boolean holds, String what) {}

    static Verdict of(
            UsersTable table,
            List<String> before,
            List<String> after,
            ShopReport shop,
            long rowsThatDiffer,
            String chainFault)
            throws SQLException {
        Measured total = shop.total();
        List<String> lost = shop.lostNames(table.names());
        long leftovers = table.leftovers();
        return new Verdict(List.of(
                none("requests that failed, or read what is not so", total.wrong()),
                new Check(
                        total.connectionErrorCount() == 0,
                        "connections lost: " + (total.connectionErrors().isEmpty() ? "0" : total.connectionErrors())),
                none("names that were written and are not there", lost),
                new Check(rowsThatDiffer == 0, "rows that differ before the old column goes: " + rowsThatDiffer),
                new Check(after.equals(renamed(before)), "schema is the same but for the name"),
                new Check(leftovers == 0, "objects left behind: " + leftovers),
                new Check(
                        chainFault.isEmpty(),
                        "every event's hash was computed again, and "
                                + (chainFault.isEmpty() ? "holds" : chainFault))));
    }

    boolean good() {
        return checks.stream().allMatch(Check::holds);
    }

    private static Check none(String what, List<String> found) {
        return new Check(
                found.isEmpty(), what + ": " + found.size() + (found.isEmpty() ? "" : ", such as " + found.getFirst()));
    }

    private static List<String> renamed(List<String> schema) {
        return schema.stream()
                .map(line -> line.replace(UsersTable.OLD_COLUMN, UsersTable.NEW_COLUMN))
                .sorted()
                .toList();
    }
}
