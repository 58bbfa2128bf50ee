package dev.towpath.orchestrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import dev.towpath.orchestrator.eventstore.Conflict;
import dev.towpath.orchestrator.eventstore.NewerLog;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"53100", "57P01", "08006", "25006", "40001", "42P01", "55P03", "58030", "XX000", "23502", "TP001"
            })
    void a_store_that_is_full_or_away_or_read_only_or_not_migrated_is_the_worlds(String sqlState) {
        assertThat(Blame.isTheWorlds(answer(sqlState))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22021", "22P02", "21000", "23514", "54000"})
    void data_that_the_store_can_not_take_is_the_messages_own(String sqlState) {
        assertThat(Blame.isTheWorlds(answer(sqlState))).isFalse();
    }

    @Test
    void what_can_not_be_reached_is_the_worlds() {
        assertThat(List.of(
                        new ConnectException(),
                        new VertxException("closed"),
                        new TimeoutException(),
                        new io.smallrye.mutiny.TimeoutException(),
                        new java.util.concurrent.TimeoutException(),
                        new OutOfMemoryError(),
                        new Conflict(new IOException())))
                .allMatch(Blame::isTheWorlds);
    }

    @Test
    void a_log_that_a_newer_build_has_written_waits_for_that_build() {
        assertThat(Blame.isTheWorlds(new NewerLog("shop.x", 2, "of-tomorrow", new IOException())))
                .isTrue();
    }

    @Test
    void a_bug_is_the_messages_own_since_it_comes_again_with_it() {
        assertThat(List.of(
                        new IllegalStateException(),
                        new NullPointerException(),
                        new UnsupportedOperationException(),
                        new StackOverflowError(),
                        new AssertionError(),
                        new JsonParseException(null, "misread")))
                .noneMatch(Blame::isTheWorlds);
    }

    @Test
    void a_name_tells_the_sqlstate_and_no_message() {
        assertThat(Blame.name(answer("22021"))).isEqualTo("PgException 22021");
        assertThat(Blame.name(new IllegalStateException("secret"))).isEqualTo("IllegalStateException");
    }

    private static PgException answer(String sqlState) {
        return new PgException("secret", "ERROR", sqlState, "secret");
    }
}
