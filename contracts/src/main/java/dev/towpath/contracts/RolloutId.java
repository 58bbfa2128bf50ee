package dev.towpath.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One execution of a revision on a database: {@code <database>.<revision>}, a later try {@code <database>.<revision>.2}.
 *
 * @param attempt counts from 1; 1 is not written
 */
public record RolloutId(DatabaseId database, Revision revision, int attempt) {
    private static final Pattern FORM = Pattern.compile("([^.]+)\\.([^.]+)(?:\\.([1-9][0-9]{0,5}))?");

    public RolloutId {
        if (attempt < 1) {
            throw new IllegalArgumentException("tries are counted from 1");
        }
    }

    /** Reads {@code shop.add_name} or {@code shop.add_name.2}; throws IllegalArgumentException for anything else. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static RolloutId parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || "1".equals(matcher.group(3))) {
            throw new IllegalArgumentException("a rollout id is <database>.<revision> or <database>.<revision>.<try>");
        }
        int attempt = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
        return new RolloutId(new DatabaseId(matcher.group(1)), new Revision(matcher.group(2)), attempt);
    }

    /** The id of the next try of the same revision on the same database. */
    public RolloutId next() {
        return new RolloutId(database, revision, attempt + 1);
    }

    @Override
    @JsonValue
    public String toString() {
        return database + "." + revision + (attempt == 1 ? "" : "." + attempt);
    }
}
