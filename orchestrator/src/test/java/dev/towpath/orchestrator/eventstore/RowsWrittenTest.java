package dev.towpath.orchestrator.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowsWrittenTest {
    private final RowsWritten rows = new RowsWritten("r", "SELECT 1");

    @Test
    void nothing_to_write_is_a_statement_that_does_nothing() {
        rows.part("INSERT INTO a (x) VALUES", "(?)", "", List.<String>of(), (x, values) -> values.addString(x));

        assertThat(rows.sql()).isEqualTo("SELECT");
        assertThat(rows.values().size()).isZero();
    }

    @Test
    void places_are_numbered_through_all_parts_and_values_stand_in_their_order() {
        rows.part("INSERT INTO a (x, y) VALUES", "(?, ?)", "", List.of("1", "2"), (x, values) -> values.addString(x)
                .addString(x + "y"));
        rows.part("DELETE FROM b WHERE z IN (", "?", ")", List.of(3), (z, values) -> values.addInteger(z));

        assertThat(rows.sql())
                .isEqualTo("WITH r AS (SELECT 1), part0 AS (INSERT INTO a (x, y) VALUES ($1, $2), ($3, $4) )"
                        + " DELETE FROM b WHERE z IN ( $5 )");
        assertThat(rows.values().deepToString()).isEqualTo("[1,1y,2,2y,3]");
    }

    @Test
    void what_is_read_is_bound_to_all_conditions_and_their_values_stand_first() {
        rows.ifAll("(SELECT x FROM a WHERE y = ?) = ?", List.of(1, 3), (y, values) -> values.addInteger(y)
                .addInteger(y + 1));
        rows.part("INSERT INTO a (x) VALUES", "(?)", "", List.of(5), (x, values) -> values.addInteger(x));

        assertThat(rows.sql())
                .isEqualTo("WITH r AS (SELECT * FROM (SELECT 1) AS one WHERE (SELECT x FROM a WHERE y = $1) = $2"
                        + " AND (SELECT x FROM a WHERE y = $3) = $4) INSERT INTO a (x) VALUES ($5) ");
        assertThat(rows.values().deepToString()).isEqualTo("[1,2,3,4,5]");
    }

    @Test
    void the_same_shape_is_the_same_text() {
        RowsWritten other = new RowsWritten("r", "SELECT 1");
        rows.part("INSERT INTO a (x) VALUES", "(?)", "", List.of("1"), (x, values) -> values.addString(x));
        other.part("INSERT INTO a (x) VALUES", "(?)", "", List.of("2"), (x, values) -> values.addString(x));

        assertThat(rows.sql()).isEqualTo(other.sql());
    }
}
