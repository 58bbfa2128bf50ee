package dev.towpath.planner.dialect;

import java.util.List;
import java.util.stream.Collectors;

/** Literal names and values as SQL. Names are always quoted, so that no keyword and no case can surprise. */
public final class Sql {
    private Sql() {}

    /** A name: {@code "users"}. */
    public static String name(String literal) {
        return '"' + literal.replace("\"", "\"\"") + '"';
    }

    /** A qualified name: {@code "public"."users"}. */
    public static String name(String schema, String literal) {
        return name(schema) + "." + name(literal);
    }

    /** Names in parentheses: {@code ("a", "b")}. */
    public static String names(List<String> literals) {
        return literals.stream().map(Sql::name).collect(Collectors.joining(", ", "(", ")"));
    }

    /** A string constant that means the same whatever {@code standard_conforming_strings} says. */
    public static String string(String value) {
        String doubled = value.replace("'", "''");
        return value.indexOf('\\') < 0 ? "'" + doubled + "'" : "E'" + doubled.replace("\\", "\\\\") + "'";
    }

    /** Code between dollar quotes, whose {@code tag} is made longer until the code doesn't hold it. */
    public static String dollarQuoted(String tag, String code) {
        String quote = "$" + tag + "$";
        return code.contains(quote) ? dollarQuoted(tag + "_", code) : quote + "\n" + code + "\n" + quote;
    }

    /** Statements as one script: separated by {@code ;} and a line feed, none after the last. */
    public static String script(List<String> statements) {
        return String.join(";\n", statements);
    }
}
