package dev.towpath.standalone.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Keeps programs running in groups: those of one group are started, and ended, side by side; groups are ended in the
 * reverse order of their start. {@link #close} may come at any moment, from any thread, and more than once.
 */
public final class Supervisor implements AutoCloseable {
    /** Four groups of this make less than the 30 seconds that an end may take. */
    private static final int SECONDS_PER_GROUP = 7;

    private final ProgramFiles files;
    private final Consumer<String> news;
    private final List<List<Supervised>> groups = new ArrayList<>();
    private boolean closed;

    /** @param news is told, in a sentence for people, when a program ended by itself */
    public Supervisor(ProgramFiles files, Consumer<String> news) {
        this.files = files;
        this.news = news;
    }

    /** Starts a group and returns when all of it is ready; throws {@link ProgramFailed}. */
    public void start(List<? extends Program> programs) {
        List<Supervised> group = programs.stream()
                .map(program -> new Supervised(program, files, news))
                .toList();
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("everything has been ended");
            }
            groups.add(group);
            group.forEach(Supervised::start);
        }
        group.forEach(Supervised::awaitReady);
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (List<Supervised> group : groups.reversed()) {
            CompletableFuture.allOf(group.stream()
                            .map(one -> CompletableFuture.runAsync(
                                    () -> one.end(SECONDS_PER_GROUP), Thread::startVirtualThread))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
        groups.clear();
    }
}
