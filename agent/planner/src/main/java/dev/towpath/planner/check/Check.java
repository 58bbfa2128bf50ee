package dev.towpath.planner.check;

import dev.towpath.contracts.outcome.Failure;
import java.util.List;
import java.util.Optional;

/** One reason to refuse a plan. It may rely on all checks before it having found nothing. */
@FunctionalInterface
interface Check<R extends TableRequest> {
    Optional<Failure> find(R request);

    /** The first reason to refuse, if there is one. */
    static <R extends TableRequest> Optional<Failure> first(List<Check<R>> checks, R request) {
        for (Check<R> check : checks) {
            Optional<Failure> failure = check.find(request);
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    /** Refuses with the broken rule, the place, and what can be done about it. */
    static Optional<Failure> refuse(String rule, String place, String remedy) {
        return Optional.of(new Failure(Failure.Kind.REFUSED, rule, place + ": " + remedy, ""));
    }

    /** Refuses if {@code holds}. */
    static Optional<Failure> refuseIf(boolean holds, String rule, String place, String remedy) {
        return holds ? refuse(rule, place, remedy) : Optional.empty();
    }

    /** Refuses if there are any of {@code objects}, and names them. */
    static Optional<Failure> refuseAny(List<String> objects, String rule, String place, String remedy) {
        return refuseIf(!objects.isEmpty(), rule, place + " (" + String.join(", ", objects) + ")", remedy);
    }
}
