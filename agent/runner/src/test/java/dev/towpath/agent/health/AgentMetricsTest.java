package dev.towpath.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AgentMetricsTest {
    private static final Path RULES = Path.of("..", "..", "deploy", "monitoring", "alerts.yaml");

    @Test
    void an_agent_shows_every_figure_that_its_alerts_ask_for_before_anything_went_wrong() throws IOException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new AgentMetrics(registry);
        assertThat(asked()).isNotEmpty().allSatisfy(name -> assertThat(registry.scrape())
                .contains("\n" + name));
    }

    private static Set<String> asked() throws IOException {
        Set<String> names = new TreeSet<>();
        for (JsonNode group : new YAMLMapper().readTree(RULES.toFile()).path("groups")) {
            if (group.path("name").asText().equals("towpath-agent")) {
                group.path("rules").forEach(rule -> Pattern.compile("\\btowpath_\\w+")
                        .matcher(rule.path("expr").asText())
                        .results()
                        .forEach(name -> names.add(name.group())));
            }
        }
        return names;
    }
}
