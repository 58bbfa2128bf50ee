package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.StepId;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.VerifyStep;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of the steps, those that take others back among them.
 *
 * @param attempts the highest attempt that was requested of each step
 * @param touched the steps of which an attempt ended in such a way that it may have taken effect, be it in part
 * @param done the steps whose effect is committed
 * @param proven those of them whose receipt the target must have: reported by the agent, and not only read by it
 * @param rows written or compared by those steps
 */
public record Steps(
        Map<StepId, Integer> attempts, Set<StepId> touched, Set<StepId> done, Set<StepId> proven, long rows) {
    public Steps {
        attempts = Map.copyOf(attempts);
        touched = Set.copyOf(touched);
        done = Set.copyOf(done);
        proven = Set.copyOf(proven);
    }

    static final Steps NONE = new Steps(Map.of(), Set.of(), Set.of(), Set.of(), 0);

    Steps requested(StepId step, int attempt) {
        Map<StepId, Integer> more = new HashMap<>(attempts);
        more.put(step, attempt);
        return new Steps(more, touched, done, proven, rows);
    }

    /** A step that only reads has no effect that it may have taken. */
    Steps ended(Step step) {
        return step instanceof VerifyStep ? this : new Steps(attempts, with(touched, step.id()), done, proven, rows);
    }

    /** By a person's word. */
    Steps succeeded(StepId step) {
        return new Steps(attempts, with(touched, step), with(done, step), proven, rows);
    }

    /** By the agent's word. */
    Steps completed(Step step, long moreRows) {
        return new Steps(
                attempts,
                with(touched, step.id()),
                with(done, step.id()),
                step instanceof VerifyStep ? proven : with(proven, step.id()),
                rows + Math.max(0, moreRows));
    }

    /** By the ledger's word, whoever had asked for them. */
    Steps learned(List<Step> learned) {
        Steps all = this;
        for (Step step : learned) {
            all = all.completed(step, 0);
        }
        return all;
    }

    /** Nothing proves {@code lost} any more. */
    Steps without(List<StepId> lost) {
        Set<StepId> fewer = new HashSet<>(proven);
        fewer.removeAll(Set.copyOf(lost));
        return new Steps(attempts, touched, done, fewer, rows);
    }

    /** As if the comparisons among {@code again} had not been made; their attempts are counted on. */
    Steps comparingAgain(List<Step> again) {
        Set<StepId> others = new HashSet<>(done);
        again.stream().filter(VerifyStep.class::isInstance).map(Step::id).forEach(others::remove);
        return new Steps(attempts, touched, others, proven, rows);
    }

    /** Whether any attempt of {@code step} was ever requested, be it one that the log has forgotten. */
    boolean wasRequested(StepId step) {
        return attempts.containsKey(step) || done.contains(step);
    }

    /** The attempt that would be the next of {@code step}. */
    public int nextAttempt(StepId step) {
        return attempts.getOrDefault(step, 0) + 1;
    }

    private static Set<StepId> with(Set<StepId> set, StepId step) {
        Set<StepId> more = new HashSet<>(set);
        more.add(step);
        return more;
    }
}
