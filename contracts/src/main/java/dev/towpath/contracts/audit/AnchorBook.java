package dev.towpath.contracts.audit;

import dev.towpath.contracts.anchor.Anchor;
import dev.towpath.contracts.anchor.AnchorMark;
import dev.towpath.contracts.audit.AnchorCopies.Copy;
import dev.towpath.contracts.codec.AnchorHash;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Gathers what several places say of anchors, and judges which to believe. Hand over what stands outside the store first
 * ({@link #outside}, {@link #mark}), then the store's own copies, the newest first ({@link #inStore}), then {@link #close}.
 *
 * <p>An anchor outside the store is believed. The store's own copy is believed only where a place outside knows its hash,
 * or knows an anchor that is chained to it: so it stands in for a place that has lost its copies, and proves nothing else.
 * Keeps a line for each anchor, and {@link Claims}. For one thread.
 */
public final class AnchorBook {
    /** How the store's own copies are called. */
    public static final String STORE = "the store";

    /**
     * What was gathered.
     *
     * @param last number of the last anchor that a place outside the store has; 0 if there is none
     * @param onlyInStore later anchors, which no place outside has
     */
    public record Summary(long last, long onlyInStore) {}

    private final Consumer<Finding> found;
    private final Claims claims = new Claims();
    private final NavigableMap<Long, AnchorCopies> anchors = new TreeMap<>();
    /** Places that have to have every anchor, with what they have. */
    private final Map<String, TreeSet<Long>> complete = new TreeMap<>();

    private long onlyInStore;

    public AnchorBook(Consumer<Finding> found) {
        this.found = found;
    }

    /** {@code place} is to have all anchors, even if it turns out to have none. */
    public void expectAll(String place) {
        complete.computeIfAbsent(place, name -> new TreeSet<>());
    }

    /** A whole anchor, from a place outside the store that has to have all. */
    public void outside(String place, Anchor anchor) {
        if (isSound(place, anchor)) {
            Copy copy = copy(place, anchor.mark());
            copy.believe();
            take(copy, anchor);
        }
    }

    /** What a place outside the store knows of an anchor; it need not know all. */
    public void mark(String place, AnchorMark mark) {
        Copy copy = copy(place, mark);
        copy.believe();
        if (!copy.agrees(mark)) {
            found.accept(new Finding.AnchorEdited(place, mark.number()));
        }
    }

    /** The store's own copy; the newest must come first. */
    public void inStore(Anchor anchor) {
        if (!isSound(STORE, anchor)) {
            return;
        }
        if (anchor.number() > last()) {
            onlyInStore++;
            return;
        }
        Copy copy = copy(STORE, anchor.mark());
        AnchorCopies next = anchors.get(anchor.number() + 1);
        if (next != null && next.follows(anchor.hash())) {
            copy.believe();
        }
        if (copy.isBelieved()) {
            take(copy, anchor);
        }
    }

    /** What there is to say of the anchors themselves is found now; gives what they claim of the log. */
    public Claims close() {
        complete.forEach((place, numbers) ->
                gaps(numbers, (from, to) -> found.accept(new Finding.AnchorsMissing(place, from, to))));
        TreeSet<Long> known = new TreeSet<>();
        anchors.forEach((number, copies) -> {
            if (copies.hasContents()) {
                known.add(number);
            }
            judge(number, copies);
        });
        gaps(known, (from, to) -> found.accept(new Finding.AnchorsLost(from, to)));
        return claims;
    }

    public Summary summary() {
        return new Summary(last(), onlyInStore);
    }

    private long last() {
        return anchors.isEmpty() ? 0 : anchors.lastKey();
    }

    private boolean isSound(String place, Anchor anchor) {
        complete.computeIfAbsent(place, name -> new TreeSet<>()).add(anchor.number());
        if (anchor.number() > 0 && Claims.isReadable(anchor) && AnchorHash.isGenuine(anchor)) {
            return true;
        }
        found.accept(new Finding.AnchorEdited(place, anchor.number()));
        return false;
    }

    private Copy copy(String place, AnchorMark mark) {
        Copy copy = anchors.computeIfAbsent(mark.number(), number -> new AnchorCopies())
                .copy(mark);
        copy.add(place);
        return copy;
    }

    private void take(Copy copy, Anchor anchor) {
        if (!copy.agrees(anchor.mark())) {
            copy.places().forEach(place -> found.accept(new Finding.AnchorEdited(place, anchor.number())));
            copy.correct(anchor.mark());
        }
        if (copy.contain()) {
            claims.add(anchor);
        }
    }

    private void judge(long number, AnchorCopies copies) {
        if (copies.disagree()) {
            found.accept(new Finding.AnchorsDisagree(number, copies.placesByHash()));
        }
        AnchorCopies before = anchors.get(number - 1);
        boolean follows = number == 1 ? copies.follows(Anchor.FIRST) : before == null || copies.followsAnyOf(before);
        if (!follows) {
            found.accept(new Finding.AnchorUnchained(number));
        }
    }

    private interface Range {
        void is(long from, long to);
    }

    /** What lacks between 1 and the last anchor. */
    private void gaps(NavigableSet<Long> present, Range range) {
        long expected = 1;
        for (long number : present.headSet(last(), true)) {
            if (number > expected) {
                range.is(expected, number - 1);
            }
            expected = Math.max(expected, number + 1);
        }
        if (expected <= last()) {
            range.is(expected, last());
        }
    }
}
