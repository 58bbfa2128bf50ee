package dev.towpath.contracts.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.change.AddColumn;
import dev.towpath.contracts.change.NewValue;
import dev.towpath.contracts.change.SqlName;
import java.util.List;

/** The fields of {@code add_column}. At most one of {@code default}, {@code generated} and {@code identity} is there. */
final class AddColumnFields {
    private static final List<String> VALUES = List.of("default", "generated", "identity");
    private static final List<String> KEYS =
            List.of("schema", "table", "name", "type", "nullable", "default", "generated", "identity", "comment");

    private AddColumnFields() {}

    static AddColumn read(JsonNode node, String path, Fields.Reading reading) throws UnreadableMessage {
        Fields fields = Fields.open(node, path, reading, KEYS, List.of());
        return new AddColumn(
                SchemaChanges.schema(fields),
                fields.value("table", SqlName::literal),
                fields.value("name", SqlName::literal),
                fields.text("type"),
                fields.flag("nullable", true),
                value(fields),
                fields.text("comment", ""));
    }

    private static NewValue value(Fields fields) throws UnreadableMessage {
        List<String> given = VALUES.stream().filter(fields::has).toList();
        if (given.size() > 1) {
            throw UnreadableMessage.invalid(fields.pathOf(given.get(1)), "can't be there beside " + given.get(0));
        }
        if (given.isEmpty()) {
            return new NewValue.None();
        }
        return switch (given.get(0)) {
            case "default" -> new NewValue.Default(fields.text("default"));
            case "generated" -> generated(fields);
            default ->
                new NewValue.Identity(
                        fields.word("identity", List.of("always", "by_default")).equals("always"));
        };
    }

    /** The expression alone, or an object that says whether the value is stored. */
    private static NewValue generated(Fields fields) throws UnreadableMessage {
        if (!fields.required("generated").isObject()) {
            return new NewValue.Generated(fields.text("generated"), false);
        }
        Fields generated = fields.object("generated", List.of("expression", "stored"), List.of());
        return new NewValue.Generated(generated.text("expression"), generated.flag("stored", false));
    }

    static void write(AddColumn add, ObjectNode entry) {
        entry.put("schema", add.schema())
                .put("table", add.table())
                .put("name", add.name())
                .put("type", add.type())
                .put("nullable", add.nullable());
        if (add.value() instanceof NewValue.Default given) {
            entry.put("default", given.expression());
        } else if (add.value() instanceof NewValue.Generated generated) {
            entry.putObject("generated")
                    .put("expression", generated.expression())
                    .put("stored", generated.stored());
        } else if (add.value() instanceof NewValue.Identity identity) {
            entry.put("identity", identity.always() ? "always" : "by_default");
        }
        if (!add.comment().isEmpty()) {
            entry.put("comment", add.comment());
        }
    }
}
