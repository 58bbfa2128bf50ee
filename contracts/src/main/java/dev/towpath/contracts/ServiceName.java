package dev.towpath.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A service that uses a database: {@code [A-Za-z0-9][A-Za-z0-9_-]{0,62}}. */
public record ServiceName(@JsonValue String value) implements Comparable<ServiceName> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ServiceName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a service is named by 1 to 63 letters, digits, '_' or '-', the first no sign");
        }
    }

    @Override
    public int compareTo(ServiceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
