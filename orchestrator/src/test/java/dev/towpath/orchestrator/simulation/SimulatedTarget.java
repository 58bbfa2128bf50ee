package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The target: the agent's ledger, and the effects of steps. Each method is called within one transaction. */
final class SimulatedTarget {
    record Step(RolloutId rollout, StepId step) {}

    record Attempt(RolloutId rollout, StepId step, int number) {}

    /** A command in the inbox. */
    record Entry(long position, Envelope<AgentCommand> message) {}

    private final Map<Long, Entry> open = new TreeMap<>();
    private final Map<String, Map<Long, Entry>> early = new HashMap<>();
    private final Map<String, Long> received = new HashMap<>();
    private final Map<String, Long> reported = new HashMap<>();
    private final Map<Long, OutboxMessage> outcomes = new TreeMap<>();
    private final Map<RolloutId, Plan> plans = new TreeMap<>(Comparator.comparing(RolloutId::toString));
    private final Set<RolloutId> paused = new HashSet<>();
    private final Set<Attempt> withdrawn = new HashSet<>();
    private final Map<Step, Integer> receipts = new HashMap<>();
    private final Map<Step, Integer> checkpoints = new HashMap<>();
    private final Set<MessageId> seen = new HashSet<>();
    private long epoch;
    private long consumed;
    private long next = 1;

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

    /**
     * What has become due by a message that arrived; nothing if it was seen before or comes too early. {@code again}: whether
     * the same may have been committed by the same owner, who had no answer.
     */
    List<Entry> receive(Envelope<AgentCommand> message, boolean again) {
        String subject = message.subject();
        long last = received.getOrDefault(subject, 0L);
        if (message.sequence() <= last || !seen.add(message.id())) {
            return again ? openFrom(subject, message.sequence()) : List.of();
        }
        Map<Long, Entry> waiting = early.computeIfAbsent(subject, none -> new TreeMap<>());
        waiting.put(message.sequence(), new Entry(next++, message));
        List<Entry> due = new ArrayList<>();
        for (Entry entry = waiting.remove(last + 1); entry != null; entry = waiting.remove(last + 1)) {
            last++;
            due.add(entry);
            open.put(entry.position(), entry);
        }
        received.put(subject, last);
        return due;
    }

    private List<Entry> openFrom(String subject, long sequence) {
        return open.values().stream()
                .filter(entry -> entry.message().subject().equals(subject)
                        && entry.message().sequence() >= sequence)
                .toList();
    }

    List<Entry> open() {
        return List.copyOf(open.values());
    }

    /** Ends the entry; false if it was ended before. */
    boolean finish(Entry entry) {
        return open.remove(entry.position()) != null;
    }

    long number(String subject) {
        return reported.merge(subject, 1L, Long::sum);
    }

    void tell(OutboxMessage outcome) {
        outcomes.put(next++, outcome);
    }

    Map<Long, OutboxMessage> outcomes() {
        return outcomes;
    }

    void freeze(RolloutId rollout, Plan plan) {
        plans.put(rollout, plan);
    }

    /** Of the rollouts that are open here. */
    Map<RolloutId, Plan> plans() {
        return plans;
    }

    Set<RolloutId> paused() {
        return paused;
    }

    Set<Attempt> withdrawn() {
        return withdrawn;
    }

    void close(RolloutId rollout) {
        plans.remove(rollout);
        paused.remove(rollout);
        withdrawn.removeIf(attempt -> attempt.rollout().equals(rollout));
    }

    /** The attempt that had the step's effect. */
    Optional<Integer> receipt(Step step) {
        return Optional.ofNullable(receipts.get(step));
    }

    void receipt(Step step, int attempt) {
        receipts.put(step, attempt);
    }

    /** How many batches are done. */
    int checkpoint(Step step) {
        return checkpoints.getOrDefault(step, 0);
    }

    void checkpoint(Step step, int batches) {
        checkpoints.put(step, batches);
    }
}
