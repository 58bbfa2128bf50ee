package dev.towpath.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The graph of a database's revisions for people. */
public final class RevisionsText {
    private RevisionsText() {}

    /** What the database has of each revision that has not come to nothing. */
    public static String current(JsonNode graph) {
        Table table = new Table("REVISION", "STATE", "REACHED");
        items(graph.path("revisions"))
                .filter(node -> !node.path("reached").isEmpty())
                .forEach(node -> table.row(name(node), state(node), list(node.path("reached"))));
        String database = graph.path("database").asText();
        boolean none = items(graph.path("revisions"))
                .allMatch(node -> node.path("reached").isEmpty());
        return none ? database + ": nothing is reached." : database + ":\n" + Terminal.indent(table.toString(), "  ");
    }

    public static String heads(JsonNode graph) {
        String heads = items(graph.path("revisions"))
                .filter(node -> node.path("head").asBoolean())
                .map(node -> node.path("revision").asText() + branches(node) + " (" + state(node) + ", by "
                        + node.path("author").asText() + ")")
                .collect(Collectors.joining("\n"));
        return heads.isEmpty() ? "No revision is known." : heads;
    }

    /** In an order in which each follows its parents. */
    public static String history(JsonNode graph) {
        if (graph.path("revisions").isEmpty()) {
            return "No revision is known.";
        }
        Table table = new Table("REVISION", "FOLLOWS", "STATE", "SINCE", "BY");
        items(graph.path("revisions"))
                .forEach(node -> table.row(
                        name(node),
                        or(list(node.path("down_revision")), "-"),
                        state(node),
                        Terminal.time(node.path("since").asText()),
                        node.path("author").asText()));
        return table.toString();
    }

    /** The newest first, each in a lane of its own until the lanes meet. */
    public static String graph(JsonNode graph) {
        List<JsonNode> newestFirst =
                items(graph.path("revisions")).collect(Collectors.toList()).reversed();
        return newestFirst.isEmpty() ? "No revision is known." : new Lanes().draw(newestFirst);
    }

    /** By its own name, or by a label that it carries. */
    public static Optional<String> one(JsonNode graph, String named) {
        return items(graph.path("revisions"))
                .filter(node -> node.path("revision").asText().equals(named)
                        || items(node.path("branch_labels"))
                                .anyMatch(label -> label.asText().equals(named)))
                .findFirst()
                .map(node -> one(graph.path("revisions"), node));
    }

    private static String one(JsonNode revisions, JsonNode node) {
        String revision = node.path("revision").asText();
        Table table = new Table("revision", name(node));
        table.row("state", state(node));
        table.row("rollout", or(node.path("rollout_id").asText(), "-"));
        table.row(
                "by",
                node.path("author").asText() + ", "
                        + Terminal.time(node.path("since").asText()));
        table.row("follows", or(list(node.path("down_revision")), "-"));
        table.row(
                "depends on",
                or(items(node.path("depends_on")).map(RevisionsText::needed).collect(joined()), "-"));
        table.row(
                "followed by",
                or(
                        items(revisions)
                                .filter(other -> items(other.path("down_revision"))
                                        .anyMatch(parent -> parent.asText().equals(revision)))
                                .map(other -> other.path("revision").asText())
                                .collect(joined()),
                        "-"));
        table.row("branches", or(list(node.path("branches")), "-"));
        table.row("reached", or(list(node.path("reached")), "-"));
        return table.toString();
    }

    /** With what makes it remarkable. */
    static String name(JsonNode node) {
        return node.path("revision").asText()
                + branches(node)
                + (node.path("head").asBoolean() ? " (head)" : "")
                + (node.path("down_revision").size() > 1 ? " (merge)" : "");
    }

    static String state(JsonNode node) {
        return node.path("state").asText().replace('_', ' ');
    }

    private static String branches(JsonNode node) {
        return node.path("branch_labels").isEmpty() ? "" : " [" + list(node.path("branch_labels")) + "]";
    }

    private static String needed(JsonNode needed) {
        String stage = needed.path("stage").asText();
        return needed.path("revision").asText() + (stage.isEmpty() ? "" : " at stage " + stage);
    }

    private static String list(JsonNode array) {
        return items(array).map(JsonNode::asText).collect(joined());
    }

    private static Collector<CharSequence, ?, String> joined() {
        return Collectors.joining(", ");
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
