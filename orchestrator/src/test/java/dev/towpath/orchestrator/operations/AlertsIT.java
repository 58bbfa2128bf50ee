package dev.towpath.orchestrator.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.towpath.orchestrator.OrchestratorServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The alert rules ask for figures that there are, and lead to pages that there are. */
@QuarkusTest
@QuarkusTestResource(OrchestratorServers.class)
class AlertsIT {
    private static final Path ROOT = Path.of("..");
    private static final Path RULES = ROOT.resolve("deploy/monitoring/alerts.yaml");
    private static final Pattern METRIC = Pattern.compile("\\b(?:towpath|kafka)_\\w+");

    @Test
    void an_orchestrator_shows_every_figure_that_its_alerts_ask_for_before_anything_went_wrong() throws IOException {
        Set<String> asked = new TreeSet<>();
        rules("towpath-orchestrator")
                .forEach(rule ->
                        METRIC.matcher(rule.path("expr").asText()).results().forEach(name -> asked.add(name.group())));
        assertThat(asked).isNotEmpty();
        await().untilAsserted(() -> assertThat(shown()).containsAll(asked));
    }

    @Test
    void the_store_answers_and_its_agents_are_counted() {
        await().untilAsserted(() -> assertThat(metrics()).contains("towpath_store_answering 1.0"));
        assertThat(metrics())
                .contains("towpath_rollouts{state=\"in_doubt\"}", "towpath_rollouts{state=\"unplannable\"}");
    }

    @Test
    void every_alert_says_what_it_means_and_has_a_runbook() throws IOException {
        assertThat(groups().flatMap(group -> group.path("rules").valueStream())).allSatisfy(rule -> {
            assertThat(rule.path("annotations").path("summary").asText()).isNotBlank();
            assertThat(rule.path("labels").path("severity").asText()).isIn("page", "ticket");
            assertThat(ROOT.resolve(rule.path("annotations").path("runbook").asText("none")))
                    .isRegularFile();
        });
    }

    @Test
    void prometheus_takes_the_rules() throws IOException, InterruptedException {
        Assumptions.assumeTrue(found("promtool"), "promtool was not found");
        Process check = new ProcessBuilder("promtool", "check", "rules", RULES.toString())
                .inheritIO()
                .start();
        assertThat(check.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(check.exitValue()).isZero();
    }

    private static boolean found(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private static List<JsonNode> rules(String group) throws IOException {
        return groups().filter(candidate -> candidate.path("name").asText().equals(group))
                .flatMap(found -> found.path("rules").valueStream())
                .toList();
    }

    private static Stream<JsonNode> groups() throws IOException {
        return StreamSupport.stream(
                new YAMLMapper().readTree(RULES.toFile()).path("groups").spliterator(), false);
    }

    private static Set<String> shown() {
        Set<String> names = new TreeSet<>();
        metrics().lines().filter(line -> !line.startsWith("#")).forEach(line -> names.add(line.split("[{ ]", 2)[0]));
        return names;
    }

    private static String metrics() {
        return RestAssured.get("/q/metrics").asString();
    }
}
