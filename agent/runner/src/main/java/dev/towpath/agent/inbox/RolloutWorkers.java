package dev.towpath.agent.inbox;

import dev.towpath.agent.ledger.InboxEntry;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A virtual thread for each lane (a rollout, or a preview) that has something to do: within a lane one entry after the
 * other, lanes side by side.
 */
final class RolloutWorkers implements AutoCloseable {
    private final Work work;
    private final Map<String, Queue<InboxEntry>> lanes = new HashMap<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private boolean closed;

    RolloutWorkers(Work work) {
        this.work = work;
    }

    synchronized void give(String lane, InboxEntry entry) {
        Queue<InboxEntry> waiting = lanes.get(lane);
        if (waiting != null) {
            waiting.add(entry);
        } else if (!closed) {
            lanes.put(lane, new ArrayDeque<>());
            Thread thread = Thread.ofVirtual().name("rollout-" + lane).unstarted(() -> run(lane, entry));
            threads.add(thread);
            thread.start();
        }
    }

    /** Takes the entries that are {@code wanted} out of the queue of {@code lane}, if any wait there, to lane {@code other}. */
    synchronized void move(String lane, Predicate<InboxEntry> wanted, String other) {
        Queue<InboxEntry> waiting = lanes.getOrDefault(lane, new ArrayDeque<>());
        List<InboxEntry> moved = waiting.stream().filter(wanted).toList();
        waiting.removeAll(moved);
        moved.forEach(entry -> give(other, entry));
    }

    /** Interrupts all work and waits until it has stopped. */
    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            lanes.values().forEach(Queue::clear);
        }
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void run(String lane, InboxEntry first) {
        try {
            for (InboxEntry entry = first; entry != null; entry = next(lane)) {
                work.perform(entry);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    private synchronized @Nullable InboxEntry next(String lane) {
        InboxEntry entry = lanes.getOrDefault(lane, new ArrayDeque<>()).poll();
        if (entry == null) {
            lanes.remove(lane);
        }
        return entry;
    }
}
