package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.agent.PauseWork;
import dev.towpath.contracts.agent.ResumeWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The commands in the agent's ledger, as {@code Inbox} and {@code Histories} keep them: in order, each once in each history
 * of its rollout, another one of which is told by its times. Each method is called within one transaction.
 */
final class SimulatedInbox {
    /** A command that is taken in. */
    record Entry(long position, Envelope<AgentCommand> message, int history) {}

    /**
     * What became of a message that arrived.
     *
     * @param due nothing if it was seen before or comes too early
     * @param begun the history that it begins; 0 if it begins none
     * @param receivedBefore number of the last command of the history before
     */
    record Arrival(List<Entry> due, int begun, long receivedBefore) {
        static final Arrival SEEN = new Arrival(List.of(), 0, 0);
    }

    private static final class Subject {
        private final Map<Long, Entry> early = new TreeMap<>();
        private final NavigableMap<Long, Boolean> pauses = new TreeMap<>();
        private long received;
        private int history;
        private long begins = Long.MAX_VALUE;
        private Instant toldAt = Instant.MIN;
        private Instant toldBefore = Instant.MIN;
    }

    private final Map<String, Subject> subjects = new HashMap<>();
    private final Map<Long, Entry> open = new TreeMap<>();
    private final Set<MessageId> unnumbered = new HashSet<>();
    private final boolean withoutHistories;
    private long next = 1;

    /** @param withoutHistories as an agent that knows of one history only */
    SimulatedInbox(boolean withoutHistories) {
        this.withoutHistories = withoutHistories;
    }

    /** {@code again}: whether the same may have been committed by the same owner, who had no answer. */
    Arrival receive(Envelope<AgentCommand> message, boolean again) {
        long number = message.sequence();
        if (number == 0) {
            return unnumbered(message, again);
        }
        Subject subject = subjects.computeIfAbsent(message.subject(), none -> new Subject());
        if (number >= subject.begins && !message.time().isAfter(subject.toldBefore)) {
            return Arrival.SEEN;
        }
        long before = subject.received;
        boolean begins = message.time().isAfter(subject.toldAt)
                && (number <= before || subject.early.containsKey(number))
                && !withoutHistories;
        if (begins) {
            begin(subject, number);
        } else if (number <= before || subject.early.containsKey(number)) {
            return again ? new Arrival(openFrom(message.subject(), subject.history, number), 0, 0) : Arrival.SEEN;
        }
        return new Arrival(due(subject, message), begins ? subject.history : 0, before);
    }

    private Arrival unnumbered(Envelope<AgentCommand> message, boolean again) {
        if (!unnumbered.add(message.id())) {
            return again
                    ? new Arrival(
                            open().stream()
                                    .filter(entry -> entry.message().id().equals(message.id()))
                                    .toList(),
                            0,
                            0)
                    : Arrival.SEEN;
        }
        Entry entry = new Entry(next++, message, 0);
        open.put(entry.position(), entry);
        return new Arrival(List.of(entry), 0, 0);
    }

    private static void begin(Subject subject, long first) {
        subject.history++;
        subject.begins = first;
        subject.toldBefore = subject.toldAt;
        subject.received = Math.min(subject.received, first - 1);
        subject.early.keySet().removeIf(number -> number >= first);
        subject.pauses.tailMap(first, true).clear();
    }

    private List<Entry> due(Subject subject, Envelope<AgentCommand> message) {
        subject.early.put(message.sequence(), new Entry(next++, message, subject.history));
        subject.toldAt = subject.toldAt.isAfter(message.time()) ? subject.toldAt : message.time();
        if (message.data() instanceof PauseWork || message.data() instanceof ResumeWork) {
            subject.pauses.put(message.sequence(), message.data() instanceof PauseWork);
        }
        List<Entry> due = new ArrayList<>();
        long last = subject.received;
        for (Entry entry = subject.early.remove(last + 1); entry != null; entry = subject.early.remove(last + 1)) {
            last++;
            due.add(entry);
            open.put(entry.position(), entry);
        }
        subject.received = last;
        return due;
    }

    private List<Entry> openFrom(String subject, int history, long number) {
        return open().stream()
                .filter(entry -> entry.message().subject().equals(subject)
                        && entry.history() == history
                        && entry.message().sequence() >= number)
                .toList();
    }

    /** What is due and not done, in order. */
    List<Entry> open() {
        return open.values().stream()
                .sorted(Comparator.comparingInt(Entry::history)
                        .thenComparingLong(entry -> entry.message().sequence())
                        .thenComparingLong(Entry::position))
                .toList();
    }

    /** Ends the entry; false if it was ended before. */
    boolean finish(Entry entry) {
        return open.remove(entry.position()) != null;
    }

    /** The last of the pauses and resumptions that the history has in common with the one before. */
    boolean isStillPaused(String subject) {
        return Optional.ofNullable(subjects.get(subject))
                .map(known -> known.pauses.lowerEntry(known.begins))
                .map(Map.Entry::getValue)
                .orElse(false);
    }

    /** The rollout is over: what was done of it is not kept. */
    void dispose(String subject) {
        Optional.ofNullable(subjects.get(subject)).ifPresent(known -> known.pauses.clear());
    }

    long received(String subject) {
        return Optional.ofNullable(subjects.get(subject))
                .map(known -> known.received)
                .orElse(0L);
    }

    /** How often its commands began anew. */
    int history(String subject) {
        return Optional.ofNullable(subjects.get(subject))
                .map(known -> known.history)
                .orElse(0);
    }
}
