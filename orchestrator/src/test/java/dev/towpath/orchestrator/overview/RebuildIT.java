package dev.towpath.orchestrator.overview;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.towpath.orchestrator.OrchestratorServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Read models can be lost, damaged or outdated: they follow from the log. */
@QuarkusTest
@QuarkusTestResource(OrchestratorServers.class)
class RebuildIT {
    private static final int MANY = 1_500;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PLANNING = "/api/rollouts?database=rebuilds&state=planning";
    private static final String REBUILD = "overview_checkpoint WHERE name = 'rebuild'";
    private static final String COPIED = " WHERE database = 'copied'";

    /** The history of {@code rebuilds.seed}, as if many rollouts of another database had the same. */
    private static final String COPIES = """
            INSERT INTO event (generation, stream, version, type, time, actor, reason, body, hash, previous_hash,
                               commands_sent)
            SELECT generation, 'copied.c' || n, version, type, time, actor, reason,
                   replace(replace(replace(body::text, 'rebuilds.seed', 'copied.c' || n),
                           '"seed"', '"c' || n || '"'), '"rebuilds"', '"copied"')::json,
                   hash, previous_hash, commands_sent
              FROM event, generate_series(1, %d) n
             WHERE stream = 'rebuilds.seed'""".formatted(MANY);

    @Inject
    Pool pool;

    @Test
    void without_a_checkpoint_everything_is_projected_again() {
        given_a_rollout("rebuilt");
        String before = list().extract().asString();

        execute("UPDATE overview_rollout SET state = 'completed'; INSERT INTO overview_database VALUES"
                + " ('ghost', 'postgresql', now(), 'nobody'); DELETE FROM overview_checkpoint");

        await().untilAsserted(() -> {
            assertThat(ids("/api/databases")).doesNotContain("ghost");
            assertThat(list().extract().asString()).isEqualTo(before);
        });
    }

    @Test
    void rows_of_an_older_projection_are_replaced() {
        given_a_rollout("reshaped");

        execute("UPDATE overview_rollout SET document = '{\"of\": \"another shape\"}';"
                + " UPDATE overview_checkpoint SET shape = 0");

        await().untilAsserted(() -> assertThat(get("/api/rollouts?database=rebuilds")
                        .extract()
                        .<String>path("find { it.id == 'rebuilds.reshaped' }.state"))
                .isEqualTo("planning"));
    }

    @Test
    void while_everything_is_projected_again_no_answer_is_empty_or_half_and_news_are_shown() throws Exception {
        given_a_rollout("seed");
        execute(COPIES);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(count("overview_rollout" + COPIED))
                .isEqualTo(MANY));
        given_a_rollout("before");
        AtomicBoolean over = new AtomicBoolean();
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<?> reader = threads.submit(() -> {
                while (!over.get()) {
                    get("/api/rollouts?database=copied").statusCode(200).body("size()", equalTo(MANY));
                }
            });
            execute("INSERT INTO overview_database VALUES ('ghost', 'postgresql', now(), 'nobody');"
                    + " UPDATE overview_rollout SET state = 'completed'" + COPIED
                    + "; UPDATE overview_rollout SET document = '{\"of\": \"another shape\"}'" + COPIED
                    + " AND id LIKE 'copied.c1_'; UPDATE overview_checkpoint SET shape = 0");
            try {
                await().atMost(PATIENCE).until(() -> count(REBUILD) == 1);
                given_a_rollout("meanwhile");
                assertThat(count(REBUILD)).as("the rebuild must still go on").isEqualTo(1);
                await().atMost(PATIENCE).until(() -> count(REBUILD) == 0);
            } finally {
                over.set(true);
            }
            reader.get();
        }

        assertThat(count("overview_rollout" + COPIED + " AND state = 'planning'"))
                .isEqualTo(MANY);
        get("/api/databases").body("id", not(hasItem("ghost")));
        list().body("id", hasItems("rebuilds.before", "rebuilds.meanwhile"));
        forgetTheCopies();
    }

    @Test
    void the_phase_of_a_later_try_outlives_news_of_an_earlier_one_but_no_rebuild_if_it_was_never_announced() {
        given_a_rollout("tried");
        execute("UPDATE overview_phase SET version = 99, rollout_id = 'rebuilds.tried.2' WHERE id = 'rebuilds/tried'");

        post("/api/rollouts/rebuilds.tried/pause", "application/json", "{}");
        await().untilAsserted(() ->
                assertThat(ids("/api/rollouts?database=rebuilds&state=paused")).contains("rebuilds.tried"));
        assertThat(count("overview_phase WHERE id = 'rebuilds/tried' AND version = 99"))
                .isEqualTo(1);

        execute("UPDATE overview_checkpoint SET shape = 0");
        await().atMost(PATIENCE)
                .until(() -> count("overview_phase WHERE rollout_id = 'rebuilds.tried' AND version < 99") == 1);
    }

    private void forgetTheCopies() {
        execute("DELETE FROM event WHERE starts_with(stream, 'copied.'); UPDATE overview_checkpoint SET shape = 0");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ids("/api/rollouts?database=copied"))
                .isEmpty());
    }

    private void given_a_rollout(String revision) {
        post("/api/databases", "application/json", "{\"database\":\"rebuilds\",\"engine\":\"postgresql\"}");
        post(
                "/api/rollouts",
                "application/yaml",
                "revision: " + revision + "\ndatabase: rebuilds\nnew_head: true\nchanges:\n"
                        + "  - rename_column: {table: users, from: " + revision + ", to: new_" + revision + "}\n");
        await().untilAsserted(() -> assertThat(ids(PLANNING)).contains("rebuilds." + revision));
    }

    private static void post(String path, String type, String body) {
        given().header("X-Towpath-Actor", "author@example.org")
                .config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/yaml", ContentType.TEXT)))
                .contentType(type)
                .body(body)
                .post(path)
                .then()
                .statusCode(202);
    }

    private static ValidatableResponse list() {
        return get(PLANNING);
    }

    /** For waiting: each answer that an assertion on the response itself does not like is printed whole. */
    private static List<String> ids(String path) {
        return get(path).extract().jsonPath().getList("id");
    }

    private static ValidatableResponse get(String path) {
        return given().get(path).then();
    }

    private long count(String from) {
        return pool.query("SELECT count(*) FROM " + from)
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }

    /** On the sessions of the application itself, so that it is its own store that changes. */
    private void execute(String sql) {
        pool.query(sql).executeAndAwait();
    }
}
