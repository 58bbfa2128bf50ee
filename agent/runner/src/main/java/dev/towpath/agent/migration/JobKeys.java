package dev.towpath.agent.migration;

import dev.towpath.agent.target.TargetAddress;
import java.util.Locale;

/** The keys of the jobs, from -D or from the environment (TOWPATH_TARGET_URL and so on). */
final class JobKeys {
    private JobKeys() {}

    static TargetAddress target() {
        return new TargetAddress(
                required("towpath.target.url"),
                required("towpath.target.username"),
                required("towpath.target.password"));
    }

    static String required(String key) {
        String property = System.getProperty(key);
        String variable = System.getenv(key.replace('.', '_').toUpperCase(Locale.ROOT));
        String value = property == null ? variable : property;
        if (value == null || value.isBlank()) {
            throw new LedgerNotMigrated(key + " is not set");
        }
        return value;
    }
}
