package dev.towpath.orchestrator.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowsWrittenTest {
    private final RowsWritten rows = new RowsWritten("r AS (SELECT 1)");

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
    void the_same_shape_is_the_same_text() {
        RowsWritten other = new RowsWritten("r AS (SELECT 1)");
        rows.part("INSERT INTO a (x) VALUES", "(?)", "", List.of("1"), (x, values) -> values.addString(x));
        other.part("INSERT INTO a (x) VALUES", "(?)", "", List.of("2"), (x, values) -> values.addString(x));

        assertThat(rows.sql()).isEqualTo(other.sql());
    }
}
