package dev.towpath.orchestrator.stall;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.towpath.orchestrator.OrchestratorServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OrchestratorServers.class)
class StallWatchIT {
    private static final Duration SECONDS = Duration.ofSeconds(20);
    private static final String WHO = "checks.find { it.name == 'readers of the log' }.data?.stalled_by";

    @Inject
    Pool pool;

    @Test
    void a_transaction_that_stalls_the_readers_is_named_by_health_and_counted_by_metrics() {
        SqlConnection late = pool.getConnectionAndAwait();
        try {
            execute(late, "BEGIN");
            execute(late, "SET LOCAL application_name = 'forgotten'");
            execute(late, "SELECT pg_current_xact_id()");

            await().atMost(SECONDS).untilAsserted(() -> given().get("/q/health/ready")
                    .then()
                    .statusCode(200)
                    .body(WHO, containsString("application_name=forgotten")));
            assertThat(stalledSeconds()).isGreaterThanOrEqualTo(3);
        } finally {
            execute(late, "ROLLBACK");
            late.closeAndAwait();
        }
        await().atMost(SECONDS)
                .untilAsserted(() -> given().get("/q/health/ready").then().body(WHO, equalTo(null)));
        assertThat(stalledSeconds()).isZero();
    }

    private static void execute(SqlConnection session, String sql) {
        session.query(sql).executeAndAwait();
    }

    private static double stalledSeconds() {
        return given().get("/q/metrics")
                .then()
                .extract()
                .asString()
                .lines()
                .filter(line -> line.startsWith("towpath_readers_stalled_seconds"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .max()
                .orElseThrow();
    }
}
