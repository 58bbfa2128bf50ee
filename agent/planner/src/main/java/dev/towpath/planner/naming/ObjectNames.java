package dev.towpath.planner.naming;

import dev.towpath.contracts.RolloutId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names of what a rollout makes on a target: {@code tp_<8 hex>_<what>}, where the digits begin the SHA-256 of the
 * rollout's id. Always shorter than PostgreSQL's 63 bytes.
 */
public record ObjectNames(String prefix) {
    private static final int LENGTH = 8;

    public static ObjectNames of(RolloutId rollout) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(rollout.toString().getBytes(StandardCharsets.UTF_8));
            return new ObjectNames("tp_" + HexFormat.of().formatHex(digest).substring(0, LENGTH) + "_");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The name for {@code what}, a short word in lower case; a dash in it becomes an underscore. */
    public String of(String what) {
        return prefix + what.replace('-', '_');
    }
}
