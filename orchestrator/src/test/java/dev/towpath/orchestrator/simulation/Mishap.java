package dev.towpath.orchestrator.simulation;

/**
 * What is to go wrong.
 *
 * @param nth the time that the boundary is passed, counted from 1 over all machines
 */
record Mishap(Boundary boundary, Harm harm, int nth) {
    /** How one is struck. */
    enum Harm {
        /** The process dies; another life begins a little later. */
        CRASH,
        /** The process stands still for 3 to 16 s and goes on: shorter and longer than every lease. */
        FREEZE,
        /** The connection breaks: the process lives, and gets no answer. Where nothing is asked, the same as a freeze. */
        CUT,
        /**
         * Whoever is struck: all orchestrators are stopped, the store becomes what it was at an earlier moment, and they are
         * started again. Agents go on.
         */
        PUT_BACK
    }

    String code() {
        return "new Mishap(Boundary.%s, Harm.%s, %d)".formatted(boundary, harm, nth);
    }
}
