package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.outcome.LedgerReading;
import dev.towpath.contracts.outcome.LedgerReported;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.simulation.SimulatedInbox.Arrival;
import dev.towpath.orchestrator.simulation.SimulatedInbox.Entry;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The target: the agent's ledger, and the effects of steps. Each method is called within one transaction. */
final class SimulatedTarget {
    record Step(RolloutId rollout, StepId step) {}

    record Attempt(RolloutId rollout, StepId step, int number) {}

    private final SimulatedInbox inbox;
    private final Map<String, Long> reported = new HashMap<>();
    private final Map<Long, OutboxMessage> outcomes = new TreeMap<>();
    private final Map<RolloutId, Plan> plans = new TreeMap<>(Comparator.comparing(RolloutId::toString));
    private final Set<RolloutId> closed = new HashSet<>();
    private final Set<RolloutId> paused = new HashSet<>();
    private final Map<Attempt, Long> withdrawn = new HashMap<>();
    private final Map<Step, Integer> receipts = new LinkedHashMap<>();
    private final Map<Step, Integer> checkpoints = new HashMap<>();
    private long epoch;
    private long consumed;
    private long nextOutcome = 1;
    private int histories;

    SimulatedTarget(Bug bug) {
        this.inbox = new SimulatedInbox(bug == Bug.ONE_HISTORY_ONLY);
    }

    long epoch() {
        return epoch;
    }

    long raiseEpoch() {
        return ++epoch;
    }

    long consumed() {
        return consumed;
    }

    void consumed(long nextOffset) {
        consumed = nextOffset;
    }

    /** The same as {@link SimulatedInbox#receive}; pauses and withdrawals that a new history does not have are undone. */
    Arrival receive(Envelope<AgentCommand> message, boolean again) {
        Arrival arrival = inbox.receive(message, again);
        if (arrival.begun() > 0) {
            histories++;
            RolloutId rollout = RolloutId.parse(message.subject());
            withdrawn
                    .entrySet()
                    .removeIf(entry ->
                            entry.getKey().rollout().equals(rollout) && entry.getValue() >= message.sequence());
            closed.remove(rollout);
            paused.remove(rollout);
            if (inbox.isStillPaused(message.subject())) {
                paused.add(rollout);
            }
        }
        return arrival;
    }

    List<Entry> open() {
        return inbox.open();
    }

    /** Ends the entry; false if it was ended before. */
    boolean finish(Entry entry) {
        return inbox.finish(entry);
    }

    /** How often commands of a rollout began anew. */
    int histories() {
        return histories;
    }

    long number(String subject) {
        return reported.merge(subject, 1L, Long::sum);
    }

    void tell(OutboxMessage outcome) {
        outcomes.put(nextOutcome++, outcome);
    }

    Map<Long, OutboxMessage> outcomes() {
        return outcomes;
    }

    void freeze(RolloutId rollout, Plan plan) {
        plans.put(rollout, plan);
        closed.remove(rollout);
    }

    /** It stays when the rollout ends. */
    Optional<Plan> plan(RolloutId rollout) {
        return Optional.ofNullable(plans.get(rollout));
    }

    /** Of the rollouts that are open here. */
    Map<RolloutId, Plan> openPlans() {
        Map<RolloutId, Plan> open = new LinkedHashMap<>(plans);
        open.keySet().removeAll(closed);
        return open;
    }

    Set<RolloutId> paused() {
        return paused;
    }

    Set<Attempt> withdrawn() {
        return withdrawn.keySet();
    }

    void withdraw(Attempt attempt, long number) {
        withdrawn.putIfAbsent(attempt, number);
    }

    void close(RolloutId rollout) {
        closed.add(rollout);
        paused.remove(rollout);
        withdrawn.keySet().removeIf(attempt -> attempt.rollout().equals(rollout));
        inbox.dispose(rollout.toString());
    }

    /** The attempt that had the step's effect. */
    Optional<Integer> receipt(Step step) {
        return Optional.ofNullable(receipts.get(step));
    }

    void receipt(Step step, int attempt) {
        receipts.put(step, attempt);
    }

    /** The steps with a receipt, in the order of their commits. */
    List<StepId> proven(RolloutId rollout) {
        return receipts.keySet().stream()
                .filter(step -> step.rollout().equals(rollout))
                .map(Step::step)
                .toList();
    }

    /** What a new owner finds. */
    LedgerReading reading() {
        return new LedgerReading(
                1,
                openPlans().keySet().stream()
                        .map(rollout -> new LedgerReading.Receipts(rollout, proven(rollout)))
                        .filter(known -> !known.steps().isEmpty())
                        .toList(),
                true);
    }

    /** What is told to whoever asks. */
    LedgerReported account() {
        return new LedgerReported(
                World.SHOP,
                plans.keySet().stream()
                        .map(rollout -> account(rollout, inbox.received(rollout.toString())))
                        .collect(Collectors.toList()),
                true);
    }

    /** @param received number of the last command that was taken in */
    LedgerReported.Account account(RolloutId rollout, long received) {
        return new LedgerReported.Account(rollout, received, inbox.history(rollout.toString()), proven(rollout));
    }

    /** How many batches are done. */
    int checkpoint(Step step) {
        return checkpoints.getOrDefault(step, 0);
    }

    void checkpoint(Step step, int batches) {
        checkpoints.put(step, batches);
    }
}
