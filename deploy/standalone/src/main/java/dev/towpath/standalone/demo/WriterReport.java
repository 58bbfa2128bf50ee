package dev.towpath.standalone.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What writers did.
 *
 * @param slowest longest time from when a write was due to its confirmation
 * @param failure the first write that the server refused; empty if none
 * @param confirmed the last confirmed name of every row that was written
 */
record WriterReport(long writes, Duration slowest, String failure, Map<Long, String> confirmed) {
    static WriterReport together(List<WriterReport> reports) {
        Map<Long, String> confirmed = new HashMap<>();
        reports.forEach(report -> confirmed.putAll(report.confirmed()));
        return new WriterReport(
                reports.stream().mapToLong(WriterReport::writes).sum(),
                reports.stream()
                        .map(WriterReport::slowest)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO),
                reports.stream()
                        .map(WriterReport::failure)
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("; ")),
                confirmed);
    }

    /** Rows that don't hold what was confirmed last, or what they were made with if nobody wrote them; lost rows too. */
    long wrong(Map<Long, String> actual) {
        long lost = confirmed.keySet().stream()
                .filter(id -> id > UsersTable.ROWS && !actual.containsKey(id))
                .count();
        long made = actual.keySet().stream().filter(id -> id <= UsersTable.ROWS).count();
        long different = actual.entrySet().stream()
                .filter(row -> !row.getValue().equals(expected(row.getKey())))
                .count();
        return lost + (UsersTable.ROWS - made) + different;
    }

    private @Nullable String expected(long id) {
        String written = confirmed.get(id);
        return written == null && id <= UsersTable.ROWS ? UsersTable.firstName(id) : written;
    }
}
