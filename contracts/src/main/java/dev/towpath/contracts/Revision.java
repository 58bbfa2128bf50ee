package dev.towpath.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** One deployable schema change unit: {@code [A-Za-z0-9_-]{1,64}}. */
public record Revision(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Revision {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a revision is 1 to 64 letters, digits, '_' or '-'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
