package dev.towpath.orchestrator.overview;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
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
import org.junit.jupiter.api.Test;

/** Read models can be lost, damaged or outdated: they follow from the log. */
@QuarkusTest
@QuarkusTestResource(OrchestratorServers.class)
class RebuildIT {
    @Inject
    Pool pool;

    @Test
    void without_a_checkpoint_everything_is_projected_again() {
        given_a_rollout("rebuilt");
        String before = list().extract().asString();

        execute("UPDATE overview_rollout SET state = 'completed'; INSERT INTO overview_database VALUES"
                + " ('ghost', 'postgresql', now(), 'nobody'); DELETE FROM overview_checkpoint");

        await().untilAsserted(() -> {
            get("/api/databases").body("id", not(hasItem("ghost")));
            assertThat(list().extract().asString()).isEqualTo(before);
        });
    }

    @Test
    void rows_of_an_older_projection_are_replaced() {
        given_a_rollout("reshaped");

        execute("UPDATE overview_rollout SET document = '{\"of\": \"another shape\"}';"
                + " UPDATE overview_checkpoint SET shape = 0");

        await().untilAsserted(() -> get("/api/rollouts?database=rebuilds")
                .statusCode(200)
                .body("find { it.id == 'rebuilds.reshaped' }.state", equalTo("planning")));
    }

    private void given_a_rollout(String revision) {
        post("/api/databases", "application/json", "{\"database\":\"rebuilds\",\"engine\":\"postgresql\"}");
        post(
                "/api/rollouts",
                "application/yaml",
                "revision: " + revision + "\ndatabase: rebuilds\nnew_head: true\nchanges:\n"
                        + "  - rename_column: {table: users, from: " + revision + ", to: new_" + revision + "}\n");
        await().untilAsserted(() -> list().body("id", hasItem("rebuilds." + revision)));
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
        return get("/api/rollouts?database=rebuilds&state=planning");
    }

    private static ValidatableResponse get(String path) {
        return given().get(path).then();
    }

    /** On the sessions of the application itself, so that it is its own store that changes. */
    private void execute(String sql) {
        pool.query(sql).executeAndAwait();
    }
}
