package dev.towpath.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.standalone.shop.Release;
import dev.towpath.standalone.shop.Seat;
import dev.towpath.standalone.shop.ShopFolder;
import dev.towpath.standalone.shop.report.Measured;
import dev.towpath.standalone.shop.report.ShopReport;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sample shop of a stack, as its team sees it: what runs where, and what requests come to. */
record Shop(Stack stack) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long A_WHILE = 600;

    /** More of what a column can carry than the shop itself has. */
    private static final String MORE_ON_THE_COLUMN = """
            ALTER TABLE users ADD CONSTRAINT users_name_id_key UNIQUE (full_name, id);
            CREATE INDEX "Users by name, desc" ON users (full_name DESC, email) WHERE full_name <> 'x';
            ALTER TABLE users ALTER COLUMN full_name SET STATISTICS 200;
            """;

    void makeTheColumnHarder() throws SQLException {
        Catalog.run(stack.shopJdbc(), MORE_ON_THE_COLUMN);
    }

    /** Users whom no instance asks for, so that there is more to backfill. */
    void addUsers(int rows) throws SQLException {
        Catalog.run(
                stack.shopJdbc(),
                "INSERT INTO users (email, full_name) SELECT 'past' || n || '@example.org', 'Past ' || n"
                        + " FROM generate_series(1, " + rows + ") AS n");
    }

    /** Brings these instances to the version that knows the change, one at a time. */
    void upgrade(List<Seat> seats) {
        for (Seat seat : seats) {
            String version = Release.of(seat).current().toString();
            folder().deploy(seat, version);
            await().atMost(PATIENCE).until(() -> folder().serves(seat, version));
        }
    }

    /** Returns when requests have been served for a while from now on. */
    void awaitTraffic() {
        long before = report().total().served();
        await().atMost(PATIENCE).until(() -> report().total().served() > before + A_WHILE);
    }

    /** Ends every instance in order, so that the table holds still. */
    void close() {
        Seat.ALL.forEach(seat -> folder().deploy(seat, ShopFolder.NONE));
        await().atMost(PATIENCE).until(() -> Seat.ALL.stream().allMatch(folder()::isEmpty));
    }

    ShopReport report() {
        return new ShopReport(folder());
    }

    void assertNoRequestFailed() {
        Measured total = report().total();
        assertThat(total.wrong()).isEmpty();
        assertThat(total.served()).isPositive();
    }

    /** Nobody may be writing. */
    void assertEveryNameIsThere(String column) throws SQLException {
        Map<Long, String> there = new HashMap<>();
        for (String line : Catalog.lines(stack.shopJdbc(), "select id || ':' || " + column + " from users")) {
            int colon = line.indexOf(':');
            there.put(Long.valueOf(line.substring(0, colon)), line.substring(colon + 1));
        }
        assertThat(report().lostNames(there)).isEmpty();
    }

    private ShopFolder folder() {
        return stack.shop();
    }
}
