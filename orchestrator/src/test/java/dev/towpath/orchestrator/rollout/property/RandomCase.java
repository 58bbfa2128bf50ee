package dev.towpath.orchestrator.rollout.property;

import java.util.stream.Stream;

/** A case as a value: it runs the same way every time, and says itself what would be simpler. */
public interface RandomCase<C extends RandomCase<C>> {
    /** Runs it from the start; throws what is wrong. */
    void run();

    /** Cases that are simpler in one respect each, boldest first; none if there is nothing left to leave out. Lazy. */
    Stream<C> simpler();

    /** A Java expression that makes the same case, over several lines. */
    String code();
}
