package dev.towpath.contracts.change;

import java.util.List;

/**
 * Gives a column a new name without breaking anybody who uses the old one. Names are literal, as in the catalog.
 *
 * @param schema {@code public} where the file names none
 */
public record RenameColumn(String schema, String table, String from, String to) implements SchemaChange {
    public RenameColumn {
        SqlName.literal(schema);
        SqlName.literal(table);
        SqlName.literal(from);
        SqlName.literal(to);
        if (from.equals(to)) {
            throw new IllegalArgumentException("a column can't be renamed to the name that it has");
        }
    }

    @Override
    public List<String> columns() {
        return List.of(from, to);
    }
}
