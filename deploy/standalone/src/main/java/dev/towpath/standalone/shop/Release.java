package dev.towpath.standalone.shop;

import dev.towpath.contracts.ServiceVersion;
import java.util.Map;

/**
 * The two versions of each service that this program can play.
 *
 * @param old knows the column {@code full_name} only
 * @param current the first that follows the phases, {@code new_from} of the rollout file
 */
public record Release(ServiceVersion old, ServiceVersion current) {
    private static final Map<String, Release> BY_SERVICE =
            Map.of("crm", release("2.3.0", "2.4.0"), "billing", release("1.8.0", "1.9.0"));

    public static Release of(Seat seat) {
        Release release = BY_SERVICE.get(seat.service());
        if (release == null) {
            throw new IllegalArgumentException("the shop has no service " + seat.service());
        }
        return release;
    }

    /** Whether a process of that version follows the phases. */
    public boolean knowsTheChange(ServiceVersion version) {
        return version.isAtLeast(current);
    }

    private static Release release(String old, String current) {
        return new Release(new ServiceVersion(old), new ServiceVersion(current));
    }
}
