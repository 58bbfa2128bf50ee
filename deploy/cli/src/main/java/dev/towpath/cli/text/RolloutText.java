package dev.towpath.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A rollout of {@code GET /api/rollouts/{id}} in words. */
public final class RolloutText {
    /** Where what stands behind a label begins. */
    private static final String MARGIN = " ".repeat(13);

    private RolloutText() {}

    /** All that is worth knowing, a line each. */
    public static String of(JsonNode rollout) {
        List<String> lines = new ArrayList<>();
        lines.add(status(rollout));
        add(lines, "title", text(rollout, "title"));
        add(lines, "stage", stage(rollout));
        add(lines, "phase", text(rollout, "phase"));
        add(lines, "step", step(rollout.path("progress")));
        add(lines, "rows", rows(rollout.path("progress")));
        for (JsonNode condition : rollout.path("waiting_for")) {
            add(lines, "waits for", condition(condition));
        }
        for (JsonNode condition : rollout.path("conditions")) {
            if (condition.path("met").asBoolean()) {
                add(lines, "met", condition(condition));
            } else {
                add(lines, "needs", text(condition, "condition") + ": " + text(condition, "needs"));
            }
        }
        for (JsonNode skip : rollout.path("skipped")) {
            add(
                    lines,
                    "skipped",
                    "gate " + text(skip, "gate") + " by " + text(skip, "by") + " at " + Terminal.time(text(skip, "at"))
                            + ": " + text(skip, "reason"));
        }
        add(lines, "failure", failure(rollout.path("failure")));
        for (JsonNode leftover : rollout.path("leftovers")) {
            add(lines, "left", leftover(leftover));
        }
        add(lines, "undo", undo(rollout));
        add(lines, "next", text(rollout, "may_do"));
        return String.join("\n", lines);
    }

    /** All of it, as it stood at a moment of its history. */
    public static String then(JsonNode rollout) {
        return "version " + text(rollout, "version") + ", since " + Terminal.time(text(rollout, "changed")) + "\n"
                + of(rollout);
    }

    /** One line: what is happening, what it waits for, what one may do. */
    public static String status(JsonNode rollout) {
        String summary = text(rollout, "summary");
        return text(rollout, "id") + "  " + (summary.isEmpty() ? text(rollout, "state") : summary);
    }

    /** One line that changes when the rollout moves. */
    public static String line(JsonNode rollout) {
        String step = text(rollout.path("progress"), "step");
        String stage = stage(rollout);
        return text(rollout, "state")
                + (stage.isEmpty() ? "" : "  " + stage)
                + (step.isEmpty() ? "" : "  " + step)
                + conditions(rollout, "  waits for ");
    }

    /** Many rollouts, a line each. */
    public static String table(JsonNode rollouts) {
        if (rollouts.isEmpty()) {
            return "No rollouts.";
        }
        Table table = new Table("ROLLOUT", "STATE", "STAGE", "PHASE", "CHANGED", "WAITS FOR");
        for (JsonNode rollout : rollouts) {
            table.row(
                    text(rollout, "id"),
                    text(rollout, "state"),
                    stage(rollout),
                    text(rollout, "phase"),
                    Terminal.time(text(rollout, "changed")),
                    conditions(rollout, ""));
        }
        return table.toString();
    }

    /** What stopped it. */
    public static String stop(JsonNode rollout) {
        String failure = failure(rollout.path("failure"));
        return text(rollout, "id") + " is " + text(rollout, "state").replace('_', ' ')
                + (failure.isEmpty() ? "" : ": " + failure) + next(rollout);
    }

    /** What it waits for, in full. */
    public static String waiting(JsonNode rollout) {
        List<String> all = new ArrayList<>();
        rollout.path("waiting_for").forEach(condition -> all.add(condition(condition)));
        return text(rollout, "id") + " waits for "
                + (all.size() == 1 ? all.getFirst() : "all of\n  " + String.join("\n  ", all));
    }

    /** What one may do now, on a line of its own; empty if the server doesn't say. */
    public static String next(JsonNode rollout) {
        String next = text(rollout, "may_do");
        return next.isEmpty() ? "" : "\nnext: " + next;
    }

    /** Whether nothing will happen to it any more. */
    public static boolean isOver(JsonNode rollout) {
        return switch (text(rollout, "state")) {
            case "completed", "rolled_back", "aborted" -> true;
            default -> rollout.path("final").asBoolean();
        };
    }

    private static String stage(JsonNode rollout) {
        return text(rollout, "stage");
    }

    private static String step(JsonNode progress) {
        String step = text(progress, "step");
        String done = progress.hasNonNull("steps_total")
                        && progress.get("steps_total").asInt() > 0
                ? progress.path("steps_done").asInt() + " of "
                        + progress.path("steps_total").asInt() + " done"
                : "";
        if (step.isEmpty()) {
            return done;
        }
        int attempt = progress.path("attempt").asInt();
        return done + "; " + step + ": " + text(progress, "title") + (attempt > 1 ? " (attempt " + attempt + ")" : "");
    }

    private static String rows(JsonNode progress) {
        if (!progress.hasNonNull("rows_done")) {
            return "";
        }
        String eta = text(progress, "eta");
        return String.format(
                        Locale.ROOT,
                        "%,d of about %,d, %,.0f a second",
                        progress.path("rows_done").asLong(),
                        progress.path("rows_estimated").asLong(),
                        progress.path("rows_per_second").asDouble())
                + (eta.isEmpty() ? "" : ", until " + Terminal.time(eta));
    }

    private static String condition(JsonNode condition) {
        String since = text(condition, "since");
        return text(condition, "condition") + (since.isEmpty() ? "" : " since " + Terminal.time(since)) + ": "
                + text(condition, "detail");
    }

    private static String conditions(JsonNode rollout, String before) {
        Set<String> names = new LinkedHashSet<>();
        rollout.path("waiting_for").forEach(condition -> names.add(text(condition, "condition")));
        return names.isEmpty() ? "" : before + String.join(", ", names);
    }

    private static String failure(JsonNode failure) {
        if (!failure.isObject()) {
            return "";
        }
        String step = text(failure, "step");
        return text(failure, "rule") + (step.isEmpty() ? "" : " at " + step) + " (" + text(failure, "kind") + "): "
                + text(failure, "detail");
    }

    private static String leftover(JsonNode leftover) {
        return text(leftover, "object") + " (" + text(leftover, "step_id")
                + (leftover.path("certain").asBoolean() ? ")" : "; it may be there or not)");
    }

    private static String undo(JsonNode rollout) {
        if (!rollout.has("reversible")) {
            return "";
        }
        if (Set.of("aborted", "rolled_back").contains(text(rollout, "state"))) {
            return "";
        }
        if (!rollout.get("reversible").asBoolean()) {
            return "no longer complete: the point of no return has been passed";
        }
        String point = text(rollout, "point_of_no_return");
        return "complete" + (point.isEmpty() ? "" : " until " + point);
    }

    private static void add(List<String> lines, String label, String text) {
        if (!text.isEmpty()) {
            lines.add(String.format(Locale.ROOT, "  %-10s %s", label, text.replace("\n", "\n" + MARGIN)));
        }
    }

    private static String text(JsonNode node, String name) {
        return node.hasNonNull(name) ? node.get(name).asText() : "";
    }
}
