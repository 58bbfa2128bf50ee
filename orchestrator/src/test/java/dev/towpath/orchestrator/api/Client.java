package dev.towpath.orchestrator.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;

/** What a user does with curl. */
final class Client {
    static final String AUTHOR = "author@example.org";
    static final String REVIEWER = "dba@example.org";

    private Client() {}

    static RequestSpecification request() {
        return given().urlEncodingEnabled(false)
                .config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/yaml", ContentType.TEXT)
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)));
    }

    static RequestSpecification by(String actor) {
        return request().header("X-Towpath-Actor", actor);
    }

    static void register(String database) {
        by(AUTHOR)
                .contentType("application/json")
                .body("{\"database\":\"" + database + "\",\"engine\":\"postgresql\"}")
                .post("/api/databases")
                .then()
                .statusCode(202);
    }

    /** A rollout file whose clocks are all zero, with approvals of the cutover; a branch of its own. */
    static String file(String database, String revision) {
        return """
                revision: %1$s
                database: %2$s
                title: Replace full_name
                new_head: true
                changes:
                  - rename_column: {table: users, from: %1$s, to: new_%1$s}
                gates:
                  cutover: {approvals: 1}
                drop: {keep_for: 0s}
                """.formatted(revision, database);
    }

    static ValidatableResponse submit(String database, String revision) {
        return by(AUTHOR)
                .contentType("application/yaml")
                .body(file(database, revision))
                .post("/api/rollouts")
                .then();
    }

    static ValidatableResponse act(String actor, String rollout, String action) {
        return by(actor).post("/api/rollouts/" + rollout + "/" + action).then();
    }

    static ValidatableResponse approve(String actor, String rollout, String stage) {
        return by(actor)
                .contentType("application/json")
                .body("{\"stage\":\"" + stage + "\"}")
                .post("/api/rollouts/" + rollout + "/approve")
                .then();
    }

    static ValidatableResponse get(String path) {
        return request().get(path).then();
    }

    static void awaitState(String rollout, String state) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> get("/api/rollouts/" + rollout).body("state", equalTo(state)));
    }
}
