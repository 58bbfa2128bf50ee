package dev.towpath.contracts.audit;

import dev.towpath.contracts.anchor.Anchor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What anchors say of each stream: that its event of some version has some hash. Takes some 100 bytes of memory for each;
 * an anchor says it once of a stream, however many events it covers.
 */
public final class Claims {
    /** One hash, packed. */
    private record Packed(long a, long b, long c, long d) {
        static Packed of(String hash) {
            return new Packed(part(hash, 0), part(hash, 16), part(hash, 32), part(hash, 48));
        }

        private static long part(String hash, int from) {
            return Long.parseUnsignedLong(hash, from, from + 16, 16);
        }
    }

    /** What one anchor says of a stream. */
    static final class Claim {
        private final long version;
        private final long anchor;
        private final Packed hash;

        private Claim(long version, long anchor, Packed hash) {
            this.version = version;
            this.anchor = anchor;
            this.hash = hash;
        }

        long version() {
            return version;
        }

        long anchor() {
            return anchor;
        }

        boolean agrees(String found) {
            return HASH.matcher(found).matches() && hash.equals(Packed.of(found));
        }
    }

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Comparator<Claim> BY_VERSION = Comparator.comparingLong(Claim::version);

    private final Map<String, List<Claim>> byStream = new HashMap<>();

    /** The anchor must be genuine. */
    void add(Anchor anchor) {
        anchor.heads().forEach(head -> add(anchor, head));
    }

    /** What the anchor says of one stream. */
    void add(Anchor anchor, String stream) {
        anchor.heads().stream().filter(head -> head.stream().equals(stream)).forEach(head -> add(anchor, head));
    }

    private void add(Anchor anchor, Anchor.Head head) {
        List<Claim> claims = byStream.computeIfAbsent(head.stream(), name -> new ArrayList<>(2));
        claims.add(new Claim(head.version(), anchor.number(), Packed.of(head.hash())));
    }

    /** Whether every hash in the anchor looks like one. */
    static boolean isReadable(Anchor anchor) {
        return anchor.heads().stream()
                .allMatch(head -> HASH.matcher(head.hash()).matches());
    }

    /** By version; what was taken is not left. */
    List<Claim> take(String stream) {
        List<Claim> claims = byStream.remove(stream);
        if (claims == null) {
            return List.of();
        }
        claims.sort(BY_VERSION);
        return Collections.unmodifiableList(claims);
    }

    /** The last claim of each stream that was not taken, by stream. */
    Map<String, Claim> left() {
        Map<String, Claim> left = new TreeMap<>();
        byStream.forEach((stream, claims) -> left.put(stream, Collections.max(claims, BY_VERSION)));
        return left;
    }
}
