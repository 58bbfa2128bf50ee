package dev.towpath.agent.stage;

import dev.towpath.contracts.outcome.Outcome;

/**
 * Executes one step to its end, however long that takes; blocks the calling (virtual) thread.
 *
 * <p>Promises: the effect happens once, whoever asks how often, because a receipt is committed with it; nothing that
 * others queue behind waits longer than the step's bound; while the rollout is paused or the brake is on nothing new
 * is started, and the call just waits. A step that is withdrawn ends within seconds: what runs for it is cancelled, and
 * it has succeeded if its receipt is there.
 *
 * <p>Failure semantics: what the database refuses, what is broken and what is in doubt comes back as {@code StepFailed}.
 * A lost connection is not an answer: the runner reconnects and reads receipt and catalog. A {@code TargetException}
 * means that another owner has taken over ({@code Fenced}) or that the ledger was closed: nothing may be reported for
 * this step. So does an interrupt: this agent is stopping, and a successor takes the step up from receipt, intent or
 * checkpoint.
 */
public interface StepRunner {
    /** Returns {@code StepSucceeded} or {@code StepFailed}. */
    Outcome run(StepOrder order, StepControl control) throws InterruptedException;
}
