package dev.towpath.servers;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The major versions of PostgreSQL that Towpath is run on, each with the one release that is started here. */
public enum PostgresVersion {
    V13(13, "13.23.0"),
    V14(14, "14.23.0"),
    V15(15, "15.18.0"),
    V16(16, "16.14.0"),
    V17(17, "17.10.0"),
    /** The one whose programs are on the class path: every build has them. */
    V18(18, "18.4.0");

    /** What is started where nobody asks for another one. */
    public static final PostgresVersion DEFAULT = V18;

    private final int major;
    private final String release;

    PostgresVersion(int major, String release) {
        this.major = major;
        this.release = release;
    }

    public int major() {
        return major;
    }

    /** The version of the Maven artifact with its programs. */
    String release() {
        return release;
    }

    /** The version that people call {@code major}; throws {@link IllegalArgumentException}, naming the known ones. */
    public static PostgresVersion of(String major) {
        return Arrays.stream(values())
                .filter(version -> version.toString().equals(major.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("PostgreSQL " + major + " is not among those known: "
                        + Arrays.stream(values()).map(PostgresVersion::toString).collect(Collectors.joining(", "))));
    }

    /** As people say it: {@code 18}. */
    @Override
    public String toString() {
        return Integer.toString(major);
    }
}
