package dev.towpath.standalone.shop.report;

import dev.towpath.standalone.shop.Seat;
import dev.towpath.standalone.shop.ShopFolder;
import dev.towpath.standalone.shop.ShopTables;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What all instances of one shop have written down, read from outside while they run or after. */
public record ShopReport(ShopFolder folder) {
    /** From the first request to the last. */
    public Measured total() {
        return between(Instant.MIN, Instant.MAX);
    }

    /** What was written down after {@code from} and not after {@code to}. */
    public Measured between(Instant from, Instant to) {
        return Measured.together(Seat.ALL.stream()
                .flatMap(seat -> new MeasuredLines(folder.report(seat)).read().stream())
                .filter(line -> line.time().isAfter(from) && !line.time().isAfter(to))
                .toList());
    }

    /** One sentence for each row that doesn't hold what was written last, or isn't there. Nobody may be writing. */
    public List<String> lostNames(Map<Long, String> actual) {
        Map<Long, WrittenNames.Known> written = new HashMap<>();
        Seat.ALL.forEach(
                seat -> written.putAll(WrittenNames.open(folder.names(seat)).all()));
        Map<Long, WrittenNames.Known> expected = new HashMap<>(written);
        for (long id = 1; id <= ShopTables.ROWS; id++) {
            expected.putIfAbsent(id, new WrittenNames.Known(java.util.Set.of(ShopTables.firstName(id))));
        }
        return expected.entrySet().stream()
                .filter(row -> !row.getValue().possible().contains(actual.getOrDefault(row.getKey(), "")))
                .map(row -> "row " + row.getKey() + " holds '" + actual.getOrDefault(row.getKey(), "nothing")
                        + "', not " + row.getValue().possible())
                .toList();
    }
}
