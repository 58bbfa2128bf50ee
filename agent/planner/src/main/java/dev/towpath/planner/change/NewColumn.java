package dev.towpath.planner.change;

import dev.towpath.planner.carry.ColumnMove;
import dev.towpath.planner.catalog.Column;
import dev.towpath.planner.catalog.ColumnPrivilege;
import dev.towpath.planner.dialect.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * The new column with everything of the old one that neither fills it nor constrains it. Privileges come with it, so that
 * it is never there without them.
 */
record NewColumn(ColumnMove move, Column column) {
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        statements.add(move.alter("ADD COLUMN " + Sql.name(move.to()) + " " + column.type()
                + (column.collation().isEmpty() ? "" : " COLLATE " + column.collation())));
        attributes()
                .forEach(attribute ->
                        statements.add(move.alter("ALTER COLUMN " + Sql.name(move.to()) + " " + attribute)));
        if (!column.comment().isEmpty()) {
            statements.add("COMMENT ON COLUMN " + move.sqlTable() + "." + Sql.name(move.to()) + " IS "
                    + Sql.string(column.comment()));
        }
        column.privileges().forEach(privilege -> statements.add(grant(privilege)));
        return statements;
    }

    private List<String> attributes() {
        List<String> attributes = new ArrayList<>();
        if (!column.storage().isEmpty()) {
            attributes.add("SET STORAGE " + column.storage());
        }
        if (!column.compression().isEmpty()) {
            attributes.add("SET COMPRESSION " + column.compression());
        }
        if (column.statisticsTarget() >= 0) {
            attributes.add("SET STATISTICS " + column.statisticsTarget());
        }
        for (String option : column.options()) {
            int equals = option.indexOf('=');
            attributes.add("SET (" + Sql.name(option.substring(0, equals)) + " = "
                    + Sql.string(option.substring(equals + 1)) + ")");
        }
        return attributes;
    }

    private String grant(ColumnPrivilege privilege) {
        return "GRANT " + privilege.privilege() + " (" + Sql.name(move.to()) + ") ON " + move.sqlTable() + " TO "
                + privilege.grantee() + (privilege.grantable() ? " WITH GRANT OPTION" : "");
    }
}
