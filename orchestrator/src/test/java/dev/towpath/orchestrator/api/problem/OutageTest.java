package dev.towpath.orchestrator.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {
    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01", "25006", "3D000", "42P01"})
    void a_store_that_is_away_or_being_put_back_is_waited_for(String sqlState) {
        assertThat(Outage.of(answer(sqlState))).map(Problem::status).contains(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42703", "22001"})
    void what_a_store_answers_to_is_no_outage(String sqlState) {
        assertThat(Outage.of(answer(sqlState))).isEmpty();
    }

    private static RuntimeException answer(String sqlState) {
        return new IllegalStateException(new PgException("refused", "FATAL", sqlState, ""));
    }
}
