package dev.towpath.contracts.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.command.StampRevision;
import dev.towpath.contracts.spec.Dependency;
import dev.towpath.contracts.spec.Lineage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys of a rollout file that give its revision a place in the graph: {@code down_revision} and its neighbours. */
final class LineageFields {
    static final List<String> KEYS = List.of("down_revision", "depends_on", "branch_labels", "new_head");
    static final List<String> DEPENDENCY_KEYS = List.of("revision", "stage");

    /** As a revision is spelled, so that a label and a revision are looked up alike. */
    private static final String LABEL = "[A-Za-z0-9_-]{1,64}";

    private LineageFields() {}

    static Lineage read(Fields file) throws UnreadableMessage {
        return new Lineage(
                List.copyOf(once(file, "down_revision", LineageFields::revision)),
                List.copyOf(once(file, "depends_on", (node, path) -> dependency(node, path, file.reading()))),
                List.copyOf(once(file, "branch_labels", LineageFields::label)),
                file.flag("new_head", false));
    }

    /** The command that gives a revision a place without a file. */
    static StampRevision stampRevision(JsonNode data) throws UnreadableMessage {
        Fields fields = UserCommandReader.open(data, "database", "revision", "down_revision", "new_head");
        return new StampRevision(
                fields.text("actor"),
                fields.text("reason"),
                fields.value("database", DatabaseId::new),
                fields.value("revision", Revision::new),
                List.copyOf(once(fields, "down_revision", LineageFields::revision)),
                fields.flag("new_head", false));
    }

    static void write(Lineage lineage, ObjectNode file) {
        lineage.downRevision()
                .forEach(parent -> file.withArray("/down_revision").add(parent.value()));
        lineage.dependsOn().forEach(dependency -> {
            ObjectNode written = file.withArray("/depends_on")
                    .addObject()
                    .put("revision", dependency.revision().value());
            dependency.stage().ifPresent(stage -> written.put("stage", stage.wireName()));
        });
        lineage.branchLabels().forEach(label -> file.withArray("/branch_labels").add(label));
        if (lineage.newHead()) {
            file.put("new_head", true);
        }
    }

    private interface Reader<T> {
        T read(JsonNode node, String path) throws UnreadableMessage;
    }

    /** Nothing, one, or a list in which nothing stands twice. */
    private static <T> Set<T> once(Fields file, String name, Reader<T> reader) throws UnreadableMessage {
        Set<T> values = new LinkedHashSet<>();
        JsonNode node = file.optional(name).orElse(null);
        if (node == null || node.isNull()) {
            return values;
        }
        List<JsonNode> items = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(items::add);
        } else {
            items.add(node);
        }
        for (int i = 0; i < items.size(); i++) {
            String path = file.pathOf(name) + (node.isArray() ? "[" + i + "]" : "");
            if (!values.add(reader.read(items.get(i), path))) {
                throw UnreadableMessage.invalid(path, "stands there twice");
            }
        }
        return values;
    }

    private static Revision revision(JsonNode node, String path) throws UnreadableMessage {
        return Fields.value(node, path, Revision::new);
    }

    private static Dependency dependency(JsonNode node, String path, Fields.Reading reading) throws UnreadableMessage {
        if (!node.isObject()) {
            return new Dependency(revision(node, path), Optional.empty());
        }
        Fields fields = Fields.open(node, path, reading, DEPENDENCY_KEYS, List.of());
        Revision revision = fields.value("revision", Revision::new);
        if (!fields.has("stage")) {
            return new Dependency(revision, Optional.empty());
        }
        List<String> stages = Arrays.stream(Stage.values()).map(Stage::wireName).toList();
        String stage = fields.word("stage", stages);
        return new Dependency(revision, Optional.of(Stage.values()[stages.indexOf(stage)]));
    }

    private static String label(JsonNode node, String path) throws UnreadableMessage {
        return Fields.value(node, path, text -> {
            if (!text.matches(LABEL)) {
                throw new IllegalArgumentException("a branch label is 1 to 64 letters, digits, '_' or '-'");
            }
            return text;
        });
    }
}
