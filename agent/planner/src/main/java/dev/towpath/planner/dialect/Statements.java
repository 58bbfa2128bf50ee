package dev.towpath.planner.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A rendered script as single statements: the way that a reader who can't send it whole, as psql can, has to go. */
public final class Statements {
    private static final Pattern PART = Pattern.compile(
            "(?<quoted>\\$(?<tag>\\w*)\\$.*?\\$\\k<tag>\\$|E'(?:[^'\\\\]|\\\\.|'')*'|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\")|(?<end>;)",
            Pattern.DOTALL);

    private Statements() {}

    /** The statements of {@code script} in order, without the semicolons between them. */
    public static List<String> of(String script) {
        List<String> statements = new ArrayList<>();
        int from = 0;
        for (Matcher matcher = PART.matcher(script); matcher.find(); ) {
            if (matcher.group("end") != null) {
                add(statements, script.substring(from, matcher.start()));
                from = matcher.end();
            }
        }
        add(statements, script.substring(from));
        return statements;
    }

    private static void add(List<String> statements, String sql) {
        if (!sql.isBlank()) {
            statements.add(sql.strip());
        }
    }
}
