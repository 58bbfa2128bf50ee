package dev.towpath.contracts.change;

import java.util.List;

/**
 * Gives a table one more column while versions that don't know it go on. Names are literal, as in the catalog; type and
 * expressions are SQL.
 *
 * @param schema {@code public} where the file names none
 * @param type with its modifiers, and a collation where it has one of its own
 * @param comment empty for none
 */
public record AddColumn(
        String schema, String table, String name, String type, boolean nullable, NewValue value, String comment)
        implements SchemaChange {
    public AddColumn {
        SqlName.literal(schema);
        SqlName.literal(table);
        SqlName.literal(name);
    }

    @Override
    public List<String> columns() {
        return List.of(name);
    }
}
