package dev.towpath.contracts.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.change.AddColumn;
import dev.towpath.contracts.change.RenameColumn;
import dev.towpath.contracts.change.SchemaChange;
import dev.towpath.contracts.change.SqlName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The changes that a rollout file may list, by name: {@code - rename_column: {…}}. One that is known but not built yet is
 * refused by its name; any other is unknown.
 */
final class SchemaChanges {
    /** Reads one change's fields. */
    private interface Reader {
        SchemaChange read(JsonNode node, String path, Fields.Reading reading) throws UnreadableMessage;
    }

    private static final Map<String, Reader> BUILT =
            Map.of("add_column", AddColumnFields::read, "rename_column", SchemaChanges::renameColumn);

    /** Named by the road map, pgroll or common use. */
    static final List<String> NOT_BUILT = List.of(
            "add_check",
            "add_enum_value",
            "add_foreign_key",
            "add_primary_key",
            "add_unique",
            "alter_column",
            "attach_partition",
            "change_collation",
            "change_primary_key",
            "change_type",
            "create_constraint",
            "create_extension",
            "create_index",
            "create_schema",
            "create_sequence",
            "create_table",
            "create_view",
            "detach_partition",
            "drop_column",
            "drop_constraint",
            "drop_default",
            "drop_index",
            "drop_multicolumn_constraint",
            "drop_not_null",
            "drop_table",
            "drop_view",
            "merge_columns",
            "move_column",
            "partition_table",
            "rename_constraint",
            "rename_enum_value",
            "rename_index",
            "rename_table",
            "replace_view",
            "set_comment",
            "set_default",
            "set_generated",
            "set_identity",
            "set_not_null",
            "set_replica_identity",
            "split_column",
            "split_table",
            "sql",
            "widen_key");

    private SchemaChanges() {}

    static SchemaChange read(JsonNode node, String path, Fields.Reading reading) throws UnreadableMessage {
        if (!node.isObject() || node.size() != 1) {
            throw UnreadableMessage.invalid(path, "must be an object with one key, the name of the change");
        }
        String name = node.fieldNames().next();
        Fields entry = Fields.open(node, path, Fields.Reading.TOLERANT, List.of(), List.of());
        Reader reader = BUILT.get(name);
        if (reader != null) {
            return reader.read(entry.required(name), entry.pathOf(name), reading);
        }
        if (NOT_BUILT.contains(name)) {
            throw UnreadableMessage.notSupportedYet(entry.pathOf(name), "the change " + entry.pathOf(name));
        }
        List<String> known = new ArrayList<>(NOT_BUILT);
        known.addAll(BUILT.keySet());
        throw UnreadableMessage.unknown("change", entry.pathOf(name), Names.suggestion(name, known));
    }

    private static SchemaChange renameColumn(JsonNode node, String path, Fields.Reading reading)
            throws UnreadableMessage {
        Fields fields = Fields.open(node, path, reading, List.of("schema", "table", "from", "to"), List.of());
        String schema = schema(fields);
        String table = fields.value("table", SqlName::literal);
        String from = fields.value("from", SqlName::literal);
        String to = fields.value("to", SqlName::literal);
        if (from.equals(to)) {
            throw UnreadableMessage.invalid(fields.pathOf("to"), "is the name that the column has already");
        }
        return new RenameColumn(schema, table, from, to);
    }

    static String schema(Fields fields) throws UnreadableMessage {
        return fields.has("schema") ? fields.value("schema", SqlName::literal) : "public";
    }

    /** The entry as a file has it, with its defaults filled in. */
    static ObjectNode write(SchemaChange change) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        if (change instanceof RenameColumn rename) {
            entry.putObject("rename_column")
                    .put("schema", rename.schema())
                    .put("table", rename.table())
                    .put("from", rename.from())
                    .put("to", rename.to());
        } else if (change instanceof AddColumn add) {
            AddColumnFields.write(add, entry.putObject("add_column"));
        }
        return entry;
    }
}
