package dev.towpath.planner.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A definition that the server deparsed, with a hole wherever it refers to one column, so that it can be written for
 * another column.
 *
 * <p>Which names are references is read from the tokens around them. Sound because it is counted: the server's own
 * parse tree tells how often the column is referred to, and unless just as many holes are found there is no
 * {@code Definition} at all.
 *
 * @param pieces the text between the holes; one more than there are holes
 */
public record Definition(List<String> pieces) {
    /** Words after which a name is not a column. */
    private static final Set<String> BEFORE_OTHER_NAMES = Set.of(".", "::", "COLLATE", "AS", "NAME");

    /** Symbols before which a name is not a column: a qualifier, a function, a named argument. */
    private static final Set<String> AFTER_OTHER_NAMES = Set.of(".", "(", "=>");

    public Definition {
        pieces = List.copyOf(pieces);
    }

    /**
     * Finds the references to a column.
     *
     * @param sql a deparsed definition or a part of one
     * @param quotedColumn the column as the server deparses it
     * @param references how often the parse tree refers to it
     * @return empty if the references can't be told from other names
     */
    public static Optional<Definition> of(String sql, String quotedColumn, int references) {
        List<Token> tokens = Token.of(sql);
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.text().equals(quotedColumn) && token.isName() && isReference(tokens, i)) {
                pieces.add(sql.substring(from, token.start()));
                from = token.end();
            }
        }
        pieces.add(sql.substring(from));
        return pieces.size() == references + 1 ? Optional.of(new Definition(pieces)) : Optional.empty();
    }

    private static boolean isReference(List<Token> tokens, int at) {
        if (at + 1 < tokens.size()
                && AFTER_OTHER_NAMES.contains(tokens.get(at + 1).text())) {
            return false;
        }
        if (at == 0) {
            return true;
        }
        Token before = tokens.get(at - 1);
        boolean field = before.is("(") && at > 1 && tokens.get(at - 2).is("EXTRACT");
        return !field && !before.isName() && !BEFORE_OTHER_NAMES.contains(before.text());
    }

    /** The definition for the column of that literal name. */
    public String with(String column) {
        return String.join(Sql.name(column), pieces);
    }

    /** An SQL expression for how the server will deparse it for the column of that literal name. */
    public String deparsedWith(String column) {
        if (pieces.size() == 1) {
            return Sql.string(pieces.getFirst());
        }
        List<String> escaped =
                pieces.stream().map(piece -> piece.replace("%", "%%")).toList();
        return "pg_catalog.format(" + Sql.string(String.join("%1$I", escaped)) + ", " + Sql.string(column) + ")";
    }

    /** The same definition with {@code clause} put before its outermost WHERE, or at its end. */
    public static String insertBeforeWhere(String sql, String clause) {
        int depth = 0;
        for (Token token : Token.of(sql)) {
            if (token.is("(")) {
                depth++;
            } else if (token.is(")")) {
                depth--;
            } else if (depth == 0 && token.is("WHERE")) {
                return sql.substring(0, token.start()) + clause + " " + sql.substring(token.start());
            }
        }
        return sql + " " + clause;
    }
}
