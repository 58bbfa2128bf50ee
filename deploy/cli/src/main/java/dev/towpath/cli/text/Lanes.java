package dev.towpath.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Draws a graph line by line, children before parents. A lane waits for the revision that comes next in it. For one drawing. */
final class Lanes {
    private final List<String> lanes = new ArrayList<>();
    private final StringBuilder drawing = new StringBuilder();

    String draw(List<JsonNode> childrenFirst) {
        childrenFirst.forEach(this::revision);
        return drawing.toString().stripTrailing();
    }

    private void revision(JsonNode node) {
        String revision = node.path("revision").asText();
        if (!lanes.contains(revision)) {
            lanes.add(revision);
        }
        int own = lanes.indexOf(revision);
        line(own, revision, RevisionsText.name(node) + ", " + RevisionsText.state(node));
        for (int lane = lanes.size() - 1; lane > own; lane--) {
            if (lanes.get(lane).equals(revision)) {
                lanes.remove(lane);
            }
        }
        List<String> parents = new ArrayList<>();
        node.path("down_revision").forEach(parent -> parents.add(parent.asText()));
        lanes.remove(own);
        lanes.addAll(own, parents);
    }

    private void line(int own, String revision, String text) {
        List<String> marks = new ArrayList<>();
        for (int lane = 0; lane < lanes.size(); lane++) {
            marks.add(lane == own ? "*" : lanes.get(lane).equals(revision) ? "/" : "|");
        }
        drawing.append(String.join(" ", marks)).append("  ").append(text).append('\n');
    }
}
