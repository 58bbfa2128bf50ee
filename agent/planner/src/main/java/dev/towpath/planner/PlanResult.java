package dev.towpath.planner;

import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.contracts.plan.Plan;
import java.util.List;
import java.util.stream.Collectors;

/** A whole plan, or the reason why there is none. Never part of a plan. */
public sealed interface PlanResult {
    /** Every step of every stage, ready to be frozen. */
    record Planned(Plan plan) implements PlanResult {}

    /**
     * Nothing was planned: {@code failure} names the rule, the place and the remedy.
     *
     * @param conflicts open rollouts that are in the way; empty if the reason is another
     */
    record Refused(Failure failure, List<Conflict> conflicts) implements PlanResult {
        /** The rule of a refusal that other rollouts are the reason of. */
        public static final String FOOTPRINT_TAKEN = "FootprintTaken";

        public Refused {
            conflicts = List.copyOf(conflicts);
        }

        public Refused(Failure failure) {
            this(failure, List.of());
        }

        /** Nothing was looked at further: it may be planned when those have ended. */
        static Refused waitingFor(List<Conflict> conflicts) {
            String others = conflicts.stream().map(Conflict::toString).collect(Collectors.joining("; "));
            return new Refused(
                    new Failure(
                            Failure.Kind.TRANSIENT,
                            FOOTPRINT_TAKEN,
                            "open rollouts work on what this one needs: " + others
                                    + "; it can be planned when they have" + " ended",
                            ""),
                    conflicts);
        }
    }
}
