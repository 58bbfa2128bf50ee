package dev.towpath.orchestrator.rollout;

import java.util.List;

/** Takes one decision after the other out of a number; out of 0, always the first of what there is. */
final class Choice {
    private int rest;

    Choice(int number) {
        rest = number;
    }

    /** One of {@code all}, the plainest first. */
    <T> T of(List<T> all) {
        return all.get(below(all.size()));
    }

    int below(int bound) {
        int chosen = rest % bound;
        rest /= bound;
        return chosen;
    }
}
