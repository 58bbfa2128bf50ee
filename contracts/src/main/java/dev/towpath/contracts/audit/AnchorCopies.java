package dev.towpath.contracts.audit;

import dev.towpath.contracts.anchor.AnchorMark;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What places say of one anchor: by hash, since they may say different things. */
final class AnchorCopies {
    /** One anchor with one hash. */
    static final class Copy {
        private String previousHash;
        private final TreeSet<String> places = new TreeSet<>();
        private boolean believed;
        private boolean contained;

        private Copy(String previousHash) {
            this.previousHash = previousHash;
        }

        void believe() {
            believed = true;
        }

        boolean isBelieved() {
            return believed;
        }

        /** Whether this is the first time that somebody has its contents. */
        boolean contain() {
            boolean first = !contained;
            contained = true;
            return first;
        }

        boolean agrees(AnchorMark mark) {
            return previousHash.equals(mark.previousHash());
        }

        /** The contents prove which predecessor the anchor has. */
        void correct(AnchorMark mark) {
            previousHash = mark.previousHash();
        }

        void add(String place) {
            places.add(place);
        }

        List<String> places() {
            return List.copyOf(places);
        }
    }

    private final Map<String, Copy> byHash = new HashMap<>(2);

    Copy copy(AnchorMark mark) {
        return byHash.computeIfAbsent(mark.hash(), hash -> new Copy(mark.previousHash()));
    }

    boolean disagree() {
        return byHash.size() > 1;
    }

    boolean hasContents() {
        return byHash.values().stream().anyMatch(copy -> copy.contained);
    }

    /** Whether an anchor that is believed says that its predecessor has that hash. */
    boolean follows(String hash) {
        return byHash.values().stream().anyMatch(copy -> copy.believed && copy.previousHash.equals(hash));
    }

    boolean followsAnyOf(AnchorCopies before) {
        return before.byHash.keySet().stream().anyMatch(this::follows);
    }

    Map<String, List<String>> placesByHash() {
        Map<String, List<String>> places = new TreeMap<>();
        byHash.forEach((hash, copy) -> places.put(hash, copy.places()));
        return places;
    }
}
