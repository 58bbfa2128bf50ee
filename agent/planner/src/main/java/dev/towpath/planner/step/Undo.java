package dev.towpath.planner.step;

import java.util.List;

/** The way back of one step. It copes with a step that was done only in part, or not at all. */
@FunctionalInterface
public interface Undo {
    /** There is nothing to take back, or no way to. */
    Undo NOTHING = steps -> {};

    void addTo(UndoSteps steps);

    /**
     * Back in one transaction that changes the catalog only.
     *
     * @param statements each of which bears that its object is gone already
     * @param probe whether nothing is left to take back
     */
    static Undo change(String title, String lock, List<String> statements, String probe) {
        return steps -> steps.change(title, lock, statements, probe);
    }

    /** This one, which takes {@code objects} away, each {@code <kind> <name>} as in a footprint. */
    default Undo removing(List<String> objects) {
        return steps -> {
            addTo(steps);
            steps.removing(objects);
        };
    }

    /** This one, then {@code next}. */
    default Undo then(Undo next) {
        return steps -> {
            addTo(steps);
            next.addTo(steps);
        };
    }
}
