package dev.towpath.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.acceptance.faults.Part;
import dev.towpath.standalone.shop.report.Measured;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/** What must be so after a rollout, whatever was done to the processes meanwhile. */
record Outcome(Running running, ShopRollout rollout, List<Hit> hits) {
    /** How long after its death a server may cost connections: it starts, and recovers. */
    private static final Duration DOWN = Duration.ofSeconds(60);

    void assertEveryFaultWasInTheMiddle() {
        List<JsonNode> history = rollout.history();
        assertThat(hits).allMatch(hit -> hit.wasInTheMiddle(history));
    }

    /** @param gates that were opened, in this order */
    void assertTheHistoryIsWhole(List<String> gates) {
        List<JsonNode> history = rollout.history();
        assertThat(history)
                .extracting(event -> event.path("version").asLong())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, history.size()).boxed().toList());
        assertThat(data(history, "stage-entered", "stage")).containsExactlyElementsOf(ShopRollout.STAGES);
        assertThat(data(history, "stage-completed", "stage"))
                .as("all but the one before a gate that was not opened")
                .containsExactlyElementsOf(ShopRollout.STAGES.subList(0, gates.size() - 1));
        assertThat(data(history, "gate-opened", "gate")).containsExactlyElementsOf(gates);
        assertThat(data(history, "step-completed", "step_id")).doesNotHaveDuplicates();
    }

    /** Whatever took effect: a verification has none, and leaves no receipt. */
    void assertEveryStepHasItsReceipt() throws SQLException {
        List<String> done = data(rollout.history(), "step-completed", "step_id").stream()
                .filter(step -> !step.endsWith("verify"))
                .toList();
        assertThat(Catalog.lines(
                        running.stack().targetJdbc(),
                        "select step from towpath.receipt where rollout = '" + rollout.id() + "'"))
                .containsExactlyInAnyOrderElementsOf(done);
    }

    /** @param hits of all rollouts since the shop was opened */
    static void assertOnlyTheServersDeathFailedRequests(Shop shop, List<Hit> hits) {
        Measured total = shop.report().total();
        assertThat(total.wrong()).isEmpty();
        assertThat(total.connectionErrorCount()).isPositive();
        Instant since = Instant.MIN;
        for (Hit hit : deathsOfTheTarget(hits)) {
            assertNoneLostBetween(shop, since, hit.at().minus(Duration.ofSeconds(1)));
            since = hit.over().plus(DOWN);
        }
        assertNoneLostBetween(shop, since, Instant.MAX);
    }

    private static List<Hit> deathsOfTheTarget(List<Hit> hits) {
        return hits.stream()
                .filter(hit -> hit.strike().fault().part() instanceof Part.Target)
                .sorted(Comparator.comparing(Hit::at))
                .toList();
    }

    private static void assertNoneLostBetween(Shop shop, Instant from, Instant to) {
        assertThat(shop.report().between(from, to).connectionErrorCount())
                .as("connections lost between %s and %s, when the server had not died", from, to)
                .isZero();
    }

    void assertNoAlarmIsLeft() throws SQLException {
        assertThat(Catalog.lines(
                        running.stack().storeJdbc(),
                        "select stream from timer where due < now() and stream = '" + rollout.id() + "'"))
                .isEmpty();
    }

    private static List<String> data(List<JsonNode> history, String type, String field) {
        return history.stream()
                .filter(event -> event.path("type").asText().contains("." + type + "."))
                .map(event -> event.path("data").path(field).asText())
                .toList();
    }
}
