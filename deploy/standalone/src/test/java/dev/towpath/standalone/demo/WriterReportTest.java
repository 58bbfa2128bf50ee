package dev.towpath.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WriterReportTest {
    private static final long INSERTED = UsersTable.ROWS + 7L;
    private final WriterReport report =
            WriterReport.together(List.of(written(2, "Person 0/1"), written(INSERTED, "Person 1/1")));

    @Test
    void a_table_that_holds_what_was_confirmed_is_right() {
        assertThat(report.wrong(expectedRows())).isZero();
    }

    @Test
    void an_older_value_a_lost_row_and_a_row_from_nowhere_are_each_found() {
        Map<Long, String> rows = expectedRows();
        rows.put(2L, UsersTable.firstName(2));
        assertThat(report.wrong(rows)).isEqualTo(1);
        rows.remove(INSERTED);
        assertThat(report.wrong(rows)).isEqualTo(2);
        rows.remove(5L);
        assertThat(report.wrong(rows)).isEqualTo(3);
        rows.put(INSERTED + 1, "nobody's");
        assertThat(report.wrong(rows)).isEqualTo(4);
    }

    private static WriterReport written(long id, String name) {
        return new WriterReport(1, Duration.ZERO, "", Map.of(id, name));
    }

    private static Map<Long, String> expectedRows() {
        Map<Long, String> rows = new HashMap<>();
        for (long id = 1; id <= UsersTable.ROWS; id++) {
            rows.put(id, UsersTable.firstName(id));
        }
        rows.put(2L, "Person 0/1");
        rows.put(INSERTED, "Person 1/1");
        return rows;
    }
}
