package dev.towpath.orchestrator.rollout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What every command does in every situation, as written down in {@code state-command-table.txt}: a heading per
 * situation, then a line {@code <command> | <answer>} per command. An answer is {@code already done}, {@code rejected
 * <rule>}, or {@code <state>: <events>}.
 */
record StateCommandTable(Map<String, Map<String, String>> answers) {
    static StateCommandTable read() {
        Map<String, Map<String, String>> answers = new LinkedHashMap<>();
        String situation = "";
        for (String line : text().lines().toList()) {
            if (line.startsWith("[")) {
                situation = line.substring(1, line.length() - 1);
                answers.put(situation, new LinkedHashMap<>());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                int bar = line.indexOf('|');
                Objects.requireNonNull(answers.get(situation))
                        .put(
                                line.substring(0, bar).strip(),
                                line.substring(bar + 1).strip());
            }
        }
        return new StateCommandTable(answers);
    }

    /** The answer written down, or a complaint that there is none. */
    String answer(Situation situation, Order order) {
        Map<String, String> ofSituation = answers.getOrDefault(situation.title(), Map.of());
        return ofSituation.getOrDefault(order.title(), "MISSING in state-command-table.txt");
    }

    private static String text() {
        try (InputStream in = StateCommandTable.class.getResourceAsStream("/rollout/state-command-table.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
