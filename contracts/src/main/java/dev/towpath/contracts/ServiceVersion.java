package dev.towpath.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.semver4j.Semver;

/**
 * The version of a service that an instance runs: Semantic Versioning 2.0.0, three numbers with an optional pre-release
 * and build. Ordered by precedence (section 11 there): a pre-release is below its release, the build says nothing.
 */
public record ServiceVersion(@JsonValue String value) implements Comparable<ServiceVersion> {
    private static final int LONGEST = 128;
    /** The library reads a leading v and surrounding white space as well. */
    private static final Pattern SHAPE =
            Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ServiceVersion {
        if (value.length() > LONGEST || !SHAPE.matcher(value).matches() || !Semver.isValid(value)) {
            throw new IllegalArgumentException("a version is written like 2.4.0 or 2.4.0-rc.1 (Semantic Versioning)");
        }
    }

    /** Whether this is {@code other} or a later one, by precedence. */
    public boolean isAtLeast(ServiceVersion other) {
        return compareTo(other) >= 0;
    }

    /** By precedence, so that versions which differ in the build alone compare as equal without being equal. */
    @Override
    public int compareTo(ServiceVersion other) {
        return new Semver(withoutBuild()).compareTo(new Semver(other.withoutBuild()));
    }

    private String withoutBuild() {
        int plus = value.indexOf('+');
        return plus < 0 ? value : value.substring(0, plus);
    }

    @Override
    public String toString() {
        return value;
    }
}
