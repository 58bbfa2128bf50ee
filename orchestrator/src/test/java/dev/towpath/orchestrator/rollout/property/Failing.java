package dev.towpath.orchestrator.rollout.property;

import java.util.Arrays;
import java.util.Optional;

/**
 * How a case fails. Two cases fail alike if the same kind of throwable comes from the same method of ours, so that a
 * simpler case is never one that fails for another reason.
 */
record Failing(Throwable cause) {
    private static final String OURS = "dev.towpath.";

    /** Empty if the case holds. */
    static Optional<Failing> of(RandomCase<?> tried) {
        try {
            tried.run();
            return Optional.empty();
        } catch (RuntimeException | AssertionError | StackOverflowError cause) {
            return Optional.of(new Failing(cause));
        }
    }

    boolean isLike(Failing other) {
        return cause.getClass().equals(other.cause.getClass()) && place().equals(other.place());
    }

    private String place() {
        return Arrays.stream(cause.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .orElse("");
    }
}
