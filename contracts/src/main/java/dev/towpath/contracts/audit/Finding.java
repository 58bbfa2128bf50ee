package dev.towpath.contracts.audit;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Something that is not as it was written, and by what it is known. */
public sealed interface Finding {
    /** What is wrong, and by which evidence, for people. */
    String text();

    /** The event's hash is not that of what it holds. */
    record Edited(String stream, long version) implements Finding {
        @Override
        public String text() {
            return at(stream, version) + " was edited: its hash is not the hash of what it holds";
        }
    }

    /** The event is chained to something else than the event before it. */
    record Unchained(String stream, long version) implements Finding {
        @Override
        public String text() {
            return at(stream, version) + " is not chained to what stands before it: its previous_hash is another"
                    + " event's, so that event or this one was replaced";
        }
    }

    /** Events within a stream are not there. */
    record Missing(String stream, long from, long to) implements Finding {
        @Override
        public String text() {
            return "stream " + stream + " " + several("version", from, to) + " missing: version " + (to + 1)
                    + " is there";
        }
    }

    /** An event stands before one that must come first. */
    record OutOfOrder(String stream, long version) implements Finding {
        @Override
        public String text() {
            return at(stream, version) + " is out of order: generation, tx and position put it before version "
                    + (version - 1) + ", or the version is there twice";
        }
    }

    /** The events are not JSON that can be hashed. */
    record Unreadable(String stream, long version, String detail) implements Finding {
        @Override
        public String text() {
            return at(stream, version) + " can't be read: " + detail;
        }
    }

    /**
     * The chain holds together, and is not the one that was anchored.
     *
     * @param after the last version that an anchor still agrees with; 0 if there is none
     */
    record Rewritten(String stream, long after, long version, long anchor) implements Finding {
        @Override
        public String text() {
            return "stream " + stream + ": the chain was written anew somewhere in versions " + (after + 1) + " to "
                    + version + ": anchor " + anchor + " has another hash for version " + version;
        }
    }

    /** The last events of a stream are not there. */
    record CutOff(String stream, long last, long anchored, long anchor) implements Finding {
        @Override
        public String text() {
            return "stream " + stream + " is cut off after version " + last + ": anchor " + anchor + " has version "
                    + anchored;
        }
    }

    /** A whole stream is not there. */
    record Gone(String stream, long anchored, long anchor) implements Finding {
        @Override
        public String text() {
            return "stream " + stream + " is missing: anchor " + anchor + " has its version " + anchored;
        }
    }

    /** A plan that was frozen is not the one whose hash it bears, and which was approved. */
    record PlanDiffers(String stream, long version) implements Finding {
        @Override
        public String text() {
            return at(stream, version) + " holds a plan that does not have the hash that it says";
        }
    }

    /** A member of an exported file is not what the export would have written. */
    record FileDiffers(String path, String detail) implements Finding {
        @Override
        public String text() {
            return (path.isEmpty() ? "the file " : path + " of the file ") + detail;
        }
    }

    /** There is more of the kind than is worth listing. */
    record AndMore(String stream) implements Finding {
        @Override
        public String text() {
            return "stream " + stream + ": and more";
        }
    }

    /** A copy of an anchor was edited. */
    record AnchorEdited(String place, long number) implements Finding {
        @Override
        public String text() {
            return "anchor " + number + " was edited in " + place + ": its hash is not the hash of what it holds";
        }
    }

    /** A record where only anchors are written holds none. */
    record NoAnchor(String place, long offset) implements Finding {
        @Override
        public String text() {
            return "offset " + offset + " of " + place + " holds no anchor that can be read";
        }
    }

    /** Places tell different things of one anchor; by hash, who says so. */
    record AnchorsDisagree(long number, Map<String, List<String>> placesByHash) implements Finding {
        public AnchorsDisagree {
            placesByHash = Map.copyOf(placesByHash);
        }

        @Override
        public String text() {
            return "anchor " + number + " differs from place to place: "
                    + placesByHash.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(entry -> "hash " + shortened(entry.getKey()) + " by "
                                    + String.join(" and ", entry.getValue()))
                            .collect(Collectors.joining(", "))
                    + "; the log or one of these places was put back or written anew";
        }
    }

    /** An anchor does not follow the one before it. */
    record AnchorUnchained(long number) implements Finding {
        @Override
        public String text() {
            return "anchor " + number + " is not chained to anchor " + (number - 1) + " as it is known; the store or"
                    + " another place was put back or written anew in between";
        }
    }

    /** A place that should have all anchors lacks some. */
    record AnchorsMissing(String place, long from, long to) implements Finding {
        @Override
        public String text() {
            return several("anchor", from, to) + " missing in " + place;
        }
    }

    /** What anchors covered is in no place. */
    record AnchorsLost(long from, long to) implements Finding {
        @Override
        public String text() {
            return several("anchor", from, to) + " in no place: streams that only these covered are not proved";
        }
    }

    private static String several(String thing, long from, long to) {
        return from == to ? thing + " " + from + " is" : thing + "s " + from + " to " + to + " are";
    }

    private static String at(String stream, long version) {
        return "stream " + stream + " version " + version;
    }

    private static String shortened(String hash) {
        return hash.length() <= 12 ? hash : hash.substring(0, 12);
    }
}
