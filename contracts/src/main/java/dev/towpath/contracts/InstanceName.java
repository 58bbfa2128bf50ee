package dev.towpath.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** One running process of a service, unique within it, such as a host or pod name: {@code [A-Za-z0-9][A-Za-z0-9._-]{0,127}}. */
public record InstanceName(@JsonValue String value) implements Comparable<InstanceName> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public InstanceName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "an instance is named by 1 to 128 letters, digits, '.', '_' or '-', the first no sign");
        }
    }

    @Override
    public int compareTo(InstanceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
