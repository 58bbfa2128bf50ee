package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.event.LedgerAhead;
import dev.towpath.contracts.event.LostSteps;
import java.util.ArrayList;
import java.util.List;

/**
 * The server that a database's agent was last found on.
 *
 * @param systemIdentifier empty if none is known
 * @param lost what was found missing there, of rollouts that are open; each of them notes it by itself
 * @param ahead what the ledger there was found to know more than the log, of rollouts that are open or unknown
 */
public record Target(String systemIdentifier, long timeline, List<LostSteps> lost, List<LedgerAhead> ahead) {
    static final Target UNKNOWN = new Target("", 0, List.of(), List.of());

    public Target {
        lost = List.copyOf(lost);
        ahead = List.copyOf(ahead);
    }

    /** Whether it was noted before that the ledger is so far ahead with the rollout. */
    public boolean knows(LedgerAhead other) {
        return ahead.stream()
                .anyMatch(noted -> noted.rolloutId().equals(other.rolloutId())
                        && noted.history() >= other.history()
                        && noted.received() >= other.received()
                        && noted.steps().containsAll(other.steps()));
    }

    public boolean is(String otherIdentifier, long otherTimeline) {
        return systemIdentifier.equals(otherIdentifier) && timeline == otherTimeline;
    }

    /** The steps of {@code id} that were found missing. */
    public List<StepId> lostOf(RolloutId id) {
        return lost.stream()
                .filter(one -> one.rolloutId().equals(id))
                .flatMap(one -> one.steps().stream())
                .distinct()
                .toList();
    }

    /** What it says of steps that are lost, for people. */
    public String sentence() {
        return "The target, server " + systemIdentifier + " on timeline " + timeline + ", has no receipt of them.";
    }

    Target identified(String newIdentifier, long newTimeline) {
        return new Target(newIdentifier, newTimeline, lost, ahead);
    }

    Target losing(List<LostSteps> more) {
        List<LostSteps> all = new ArrayList<>(lost);
        all.addAll(more);
        return new Target(systemIdentifier, timeline, all, ahead);
    }

    Target ahead(List<LedgerAhead> more) {
        List<LedgerAhead> all = new ArrayList<>(ahead);
        all.addAll(more);
        return new Target(systemIdentifier, timeline, lost, all);
    }

    Target without(RolloutId ended) {
        return new Target(
                systemIdentifier,
                timeline,
                lost.stream().filter(one -> !one.rolloutId().equals(ended)).toList(),
                ahead.stream().filter(one -> !one.rolloutId().equals(ended)).toList());
    }
}
