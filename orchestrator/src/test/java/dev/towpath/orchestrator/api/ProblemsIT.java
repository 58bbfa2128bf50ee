package dev.towpath.orchestrator.api;

import static dev.towpath.orchestrator.api.Client.AUTHOR;
import static dev.towpath.orchestrator.api.Client.by;
import static dev.towpath.orchestrator.api.Client.get;
import static dev.towpath.orchestrator.api.Client.request;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.towpath.orchestrator.OrchestratorServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a request: a problem with status and rule, never a page or a stack trace. */
@QuarkusTest
@QuarkusTestResource(OrchestratorServers.class)
class ProblemsIT {
    private static final String DATABASE = "problems";

    @BeforeEach
    void given_a_registered_database() {
        Client.register(DATABASE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void a_bad_rollout_file_is_refused_with_rule_and_path(
            String name, String type, String file, int status, String rule, String path) {
        ValidatableResponse answer = problem(
                by(AUTHOR).contentType(type).body(file).post("/api/rollouts").then(), status, rule);
        if (!path.isEmpty()) {
            answer.body("path", equalTo(path));
        }
    }

    static Stream<Arguments> a_bad_rollout_file_is_refused_with_rule_and_path() {
        String good = Client.file(DATABASE, "r1");
        return Stream.of(
                Arguments.of("no JSON", "application/json", "{\"revision\":", 400, "UnreadableMessage", ""),
                Arguments.of("empty", "application/yaml", "", 400, "UnreadableMessage", ""),
                Arguments.of("unknown field", "application/yaml", good + "titel: x\n", 400, "UnknownField", "titel"),
                Arguments.of(
                        "bad revision",
                        "application/yaml",
                        Client.file(DATABASE, "a.b"),
                        400,
                        "InvalidValue",
                        "revision"),
                Arguments.of(
                        "duplicate key", "application/yaml", good + "title: again\n", 400, "UnreadableMessage", ""),
                Arguments.of(
                        "not built",
                        "application/yaml",
                        good + "dual_write: application\n",
                        409,
                        "NotSupportedYet",
                        "dual_write"),
                Arguments.of(
                        "unknown parent", "application/yaml", good + "down_revision: r0\n", 409, "UnknownRevision", ""),
                Arguments.of(
                        "unknown database",
                        "application/yaml",
                        Client.file("nowhere", "r1"),
                        409,
                        "UnknownDatabase",
                        ""),
                Arguments.of("no rollout file", "text/plain", good, 415, "UnsupportedMediaType", "Content-Type"),
                Arguments.of("a form", "application/x-www-form-urlencoded", good, 415, "UnsupportedMediaType", ""),
                Arguments.of("300 KiB", "application/yaml", "#".repeat(300 * 1024), 413, "TooLarge", ""),
                Arguments.of("1 MB", "application/json", "x".repeat(1_000_000), 413, "TooLarge", ""),
                Arguments.of("3 MB", "application/json", "x".repeat(3_000_000), 413, "TooLarge", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/rollouts/problems.none, 404, UnknownRollout",
        "GET, /api/rollouts/problems.none/history, 404, UnknownRollout",
        "GET, /api/rollouts/problems.none/plan, 404, UnknownRollout",
        "GET, /api/rollouts/problems.none/events, 404, UnknownRollout",
        "GET, /api/rollouts/..%2F..%2Fetc, 404, UnknownRollout",
        "GET, /api/rollouts/%00, 404, UnknownRollout",
        "GET, /api/rollouts/%F0%9F%98%80, 404, UnknownRollout",
        "GET, /api/rollouts/%27;%20DROP%20TABLE%20event, 404, UnknownRollout",
        "GET, /api/rollouts?database=No%20Id, 400, InvalidValue",
        "GET, /api/schemas/none, 404, UnknownSchema",
        "GET, /api/nothing, 404, NoSuchResource",
        "GET, /elsewhere, 404, NoSuchResource",
        "DELETE, /api/rollouts, 405, MethodNotAllowed",
        "PUT, /api/plans, 405, MethodNotAllowed",
        "POST, /api/rollouts/problems.none/pause, 404, UnknownRollout",
        "POST, /api/rollouts/problems.none/reopen, 400, InvalidValue",
        "POST, /api/rollouts/problems.none/explode, 404, UnknownAction",
        "GET, /api/databases/none/revisions, 404, UnknownDatabase",
        "GET, /api/databases/No%20Id/revisions, 404, UnknownDatabase",
        "POST, /api/databases/problems/stamp, 400, InvalidValue",
        "POST, /api/databases/none/resume, 404, UnknownDatabase",
        "POST, /api/databases/problems/explode, 404, UnknownAction"
    })
    void a_request_that_goes_nowhere_is_a_problem(String method, String path, int status, String rule) {
        problem(by(AUTHOR).request(method, path).then(), status, rule);
    }

    @Test
    void a_stamp_is_seen_in_the_graph_and_a_second_one_changes_nothing() {
        for (String result : List.of("accepted", "already_done")) {
            by(AUTHOR)
                    .contentType("application/json")
                    .body("{\"revision\":\"legacy\",\"new_head\":true,\"reason\":\"it is there\"}")
                    .post("/api/databases/problems/stamp")
                    .then()
                    .statusCode(202)
                    .body("result", equalTo(result));
        }
        String graph = get("/api/databases/problems/revisions")
                .statusCode(200)
                .body("revisions.find { it.revision == 'legacy' }.state", equalTo("stamped"))
                .extract()
                .asString();
        SchemaCheck.holds("revisions", graph);
    }

    @Test
    void a_command_without_an_actor_names_the_header() {
        problem(
                        request()
                                .contentType("application/yaml")
                                .body(Client.file(DATABASE, "r1"))
                                .post("/api/rollouts")
                                .then(),
                        400,
                        "ActorMissing")
                .body("detail", containsString("X-Towpath-Actor"), "path", equalTo("X-Towpath-Actor"));
    }

    @Test
    void an_approval_without_a_stage_names_the_field() {
        problem(by(AUTHOR).post("/api/rollouts/problems.none/approve").then(), 400, "InvalidValue")
                .body("path", equalTo("stage"));
    }

    @Test
    void a_body_that_contradicts_the_path_is_refused() {
        problem(
                by(AUTHOR)
                        .contentType("application/json")
                        .body("{\"rollout_id\":\"problems.other\"}")
                        .post("/api/rollouts/problems.none/pause")
                        .then(),
                400,
                "InvalidValue");
    }

    @Test
    void a_place_in_the_log_that_is_none_is_refused() {
        problem(given().header("Last-Event-ID", "yesterday").get("/api/events").then(), 400, "InvalidValue")
                .body("path", equalTo("Last-Event-ID"));
    }

    @Test
    void an_engine_without_an_agent_is_not_supported_yet() {
        problem(
                by(AUTHOR)
                        .contentType("application/json")
                        .body("{\"database\":\"maria\",\"engine\":\"mariadb\"}")
                        .post("/api/databases")
                        .then(),
                409,
                "NotSupportedYet");
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String rule) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status), "rule", equalTo(rule), "type", equalTo("urn:towpath:rule:" + rule))
                .body("title", notNullValue(), "detail", allOf(notNullValue(), not(containsString("Exception"))));
    }
}
