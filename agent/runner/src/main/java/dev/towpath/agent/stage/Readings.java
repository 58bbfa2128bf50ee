package dev.towpath.agent.stage;

import dev.towpath.agent.ledger.Ledger;
import dev.towpath.agent.ledger.Receipts;
import dev.towpath.agent.target.TargetException;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.plan.Step;
import java.util.List;
import java.util.Set;

/**
 * What ledger and catalog say of a step's effect, in words, for whoever has to decide what they can't. What can't be read
 * is said to be so.
 */
public record Readings(Ledger ledger) {
    /** Those of {@code steps} whose effect the target does not have, or no longer. */
    public List<StepId> missing(RolloutId rolloutId, List<StepId> steps) throws InterruptedException {
        return new Receipts(ledger).missing(rolloutId, steps);
    }

    /** The steps of the rollout whose effect is proven. */
    public Set<StepId> proven(RolloutId rolloutId) throws InterruptedException {
        return new Receipts(ledger).steps(rolloutId);
    }

    public String of(RolloutId rolloutId, Step step) throws InterruptedException {
        return receipt(rolloutId, step) + "; " + catalog(step) + ".";
    }

    private String receipt(RolloutId rolloutId, Step step) throws InterruptedException {
        try {
            return new Receipts(ledger).find(rolloutId, step.id()).isPresent()
                    ? "the ledger has a receipt"
                    : "the ledger has no receipt";
        } catch (TargetException unreadable) {
            return "the ledger can't be read";
        }
    }

    private String catalog(Step step) throws InterruptedException {
        try {
            return ledger.read(session -> Probe.holds(session, step.probe()))
                    ? "the catalog shows the effect"
                    : "the catalog does not show the effect";
        } catch (TargetException unreadable) {
            return "the catalog can't be read";
        }
    }
}
