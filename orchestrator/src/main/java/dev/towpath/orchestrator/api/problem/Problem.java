package dev.towpath.orchestrator.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;

/**
 * What a client gets instead of a result: RFC 9457, {@code application/problem+json}. Programs branch on {@code rule};
 * {@code detail} is for people and says what to do. Never carries a stack trace or a value of somebody's rows.
 *
 * @param type {@code urn:towpath:rule:<rule>}, so that equal problems have equal types
 * @param title the rule in words
 * @param rule the broken rule in CamelCase, as in the reply of a rejected command
 * @param path where in the request: a JSON path, a header's name, or empty (then left out)
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String rule,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String path) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /** A problem that concerns the request as a whole. */
    public static Problem of(int status, String rule, String detail) {
        return at(status, rule, detail, "");
    }

    /** A problem with the place in the request that caused it. */
    public static Problem at(int status, String rule, String detail, String path) {
        return new Problem("urn:towpath:rule:" + rule, inWords(rule), status, detail, rule, path);
    }

    private static String inWords(String rule) {
        String words = rule.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return words.isEmpty() ? "Rejected" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
