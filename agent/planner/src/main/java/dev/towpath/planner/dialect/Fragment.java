package dev.towpath.planner.dialect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of SQL from a rollout file, judged before any server sees it: whatever it says, it can't leave the place that it
 * is put in. An expression is put between parentheses; a type is a type and nothing after it.
 *
 * <p>The lexical rules are those of the PostgreSQL manual, section 4.1, with {@code standard_conforming_strings} on. What
 * could be read in two ways is refused, not interpreted: comments, dollar quotes and parameters, backslashes outside
 * strings, two strings in a row. Whether the rest means anything is for the server to say.
 */
public final class Fragment {
    private static final Pattern LEXEME = Pattern.compile(
            "(?<space>[ \\t\\n\\r\\f\\x0B]+)"
                    + "|(?<string>[eE]'(?:[^'\\\\]|\\\\.|'')*'|'(?:[^']|'')*')"
                    + "|(?<quoted>\"(?:[^\"]|\"\")+\")"
                    + "|(?![eE]')(?<word>[A-Za-z0-9_\\x{80}-\\x{10ffff}][A-Za-z0-9_$\\x{80}-\\x{10ffff}]*)"
                    + "|(?<comment>--|/\\*)"
                    + "|(?<open>[(\\[])|(?<close>[)\\]])"
                    + "|(?![eE]')(?<other>[^;$\\\\'\"\\p{Cntrl}])",
            Pattern.DOTALL);

    private static final String NAME =
            "(?:[a-z_\\x{80}-\\x{10ffff}][a-z0-9_$\\x{80}-\\x{10ffff}]*|\"(?:[^\"\\x00]|\"\")+\")";
    private static final String QUALIFIED = NAME + "(?: ?\\. ?" + NAME + "){0,2}";
    private static final String MODIFIER = "(?:[-+]?[0-9]+|[a-z_][a-z0-9_]*)";
    private static final String MODIFIERS = "(?: ?\\( ?" + MODIFIER + "(?: ?, ?" + MODIFIER + ")* ?\\))?";
    private static final String SPAN = "(?:year|month|day|hour|minute|second)";
    private static final Pattern TYPE = Pattern.compile(
            "(?:double precision"
                    + "|(?:national )?char(?:acter)?(?: varying)?" + MODIFIERS
                    + "|bit varying" + MODIFIERS
                    + "|time(?:stamp)?" + MODIFIERS + " with(?:out)? time zone"
                    + "|interval " + SPAN + "(?: to " + SPAN + ")?" + MODIFIERS
                    + "|" + QUALIFIED + MODIFIERS + ")"
                    + "(?: ?\\[[0-9]*\\]){0,6}(?: collate " + QUALIFIED + ")?",
            Pattern.CASE_INSENSITIVE);

    private Fragment() {}

    /** Why {@code text} can't stand between parentheses as one expression; empty if it can't get out of them. */
    public static Optional<String> faultOfExpression(String text) {
        Deque<Character> open = new ArrayDeque<>();
        Matcher lexeme = LEXEME.matcher(text);
        boolean afterString = false;
        for (int at = 0; at < text.length(); at = lexeme.end()) {
            if (!lexeme.find(at) || lexeme.start() != at) {
                return Optional.of("'" + Character.toString(text.codePointAt(at)) + "' at character " + (at + 1)
                        + " ends the expression, is never closed, or quotes in a way that isn't read here");
            }
            if (lexeme.group("comment") != null) {
                return Optional.of("a comment at character " + (at + 1));
            }
            boolean string = lexeme.group("string") != null;
            if (string && afterString) {
                return Optional.of("two strings in a row at character " + (at + 1) + "; join them");
            }
            if (!closes(open, lexeme)) {
                return Optional.of("a bracket at character " + (at + 1) + " that was never opened");
            }
            afterString = string || (afterString && lexeme.group("space") != null);
        }
        return open.isEmpty() ? Optional.empty() : Optional.of("a bracket that is never closed");
    }

    /** Whether {@code text} has the form of one type, with modifiers, array bounds and a collation at most. */
    public static boolean isType(String text) {
        return TYPE.matcher(text.strip().replaceAll("[ \\t\\n\\r\\f]+", " ")).matches();
    }

    /** False if the lexeme closes what isn't open. */
    private static boolean closes(Deque<Character> open, Matcher lexeme) {
        if (lexeme.group("open") != null) {
            open.push(lexeme.group().charAt(0) == '(' ? ')' : ']');
        } else if (lexeme.group("close") != null) {
            return !open.isEmpty() && open.pop() == lexeme.group().charAt(0);
        }
        return true;
    }
}
