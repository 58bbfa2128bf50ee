package dev.towpath.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A registered database: {@code [a-z][a-z0-9-]{0,39}}. */
public record DatabaseId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DatabaseId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a database id is a lower-case letter, then up to 39 lower-case letters, digits or '-'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
