package dev.towpath.planner.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A lexical element of SQL that PostgreSQL itself deparsed. The deparser writes no comments and no dollar quotes, quotes
 * with doubled marks only, and spells keywords in capitals, so that a word in lower case is always a name.
 *
 * @param start where it begins in the text
 */
record Token(Kind kind, String text, int start) {
    enum Kind {
        STRING,
        QUOTED,
        WORD,
        SYMBOL
    }

    private static final Pattern LEXEME = Pattern.compile(
            "(?<string>[EBXN]?'(?:[^']|'')*')"
                    + "|(?<quoted>\"(?:[^\"]|\"\")*\")"
                    + "|(?<word>[A-Za-z_\\x{80}-\\x{10ffff}][A-Za-z0-9_$\\x{80}-\\x{10ffff}]*)"
                    + "|(?<symbol>::|=>|[0-9][0-9A-Za-z_.]*|\\S)",
            Pattern.DOTALL);

    static List<Token> of(String sql) {
        List<Token> tokens = new ArrayList<>();
        for (Matcher matcher = LEXEME.matcher(sql); matcher.find(); ) {
            tokens.add(new Token(kind(matcher), matcher.group(), matcher.start()));
        }
        return tokens;
    }

    private static Kind kind(Matcher matcher) {
        if (matcher.group("string") != null) {
            return Kind.STRING;
        }
        if (matcher.group("quoted") != null) {
            return Kind.QUOTED;
        }
        return matcher.group("word") != null ? Kind.WORD : Kind.SYMBOL;
    }

    int end() {
        return start + text.length();
    }

    boolean is(String other) {
        return text.equals(other) && (kind == Kind.WORD || kind == Kind.SYMBOL);
    }

    /** Whether it is a name and not a keyword. */
    boolean isName() {
        return kind == Kind.QUOTED || (kind == Kind.WORD && text.chars().noneMatch(c -> c >= 'A' && c <= 'Z'));
    }
}
