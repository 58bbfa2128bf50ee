package dev.towpath.bench.orchestrator;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.standalone.part.Http;
import dev.towpath.standalone.part.OrchestratorProgram;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Rollouts of many databases, each submitted by REST when the one before it on the same database has ended, so that one
 * is open on each. Each is a child of the one before.
 */
final class RolloutRun implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;

    private final OrchestratorProgram orchestrator;
    private final List<DatabaseId> databases;
    private final SimulatedAgents agents;
    private final Map<DatabaseId, Integer> revisions = new ConcurrentHashMap<>();
    private final AtomicInteger left = new AtomicInteger();
    private final Semaphore ended = new Semaphore(0);
    private volatile String failure = "";

    /** Registers that many databases at a running orchestrator, and starts their agents. */
    RolloutRun(Machine machine, SampleTarget target, OrchestratorProgram orchestrator, int databases)
            throws IOException {
        this.orchestrator = orchestrator;
        this.databases = ids(1, databases);
        register(orchestrator, this.databases);
        this.agents = new SimulatedAgents(machine, target, this.databases, this::next);
    }

    static List<DatabaseId> ids(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> new DatabaseId("db" + number))
                .toList();
    }

    static void register(OrchestratorProgram orchestrator, List<DatabaseId> databases) throws IOException {
        for (DatabaseId database : databases) {
            post(
                    orchestrator,
                    "/api/databases",
                    "application/json",
                    "{\"database\": \"" + database + "\", \"engine\": \"postgresql\"}");
        }
    }

    /** Brings so many rollouts to their end, and returns how long each outcome waited for its command, in milliseconds. */
    double[] rollouts(int count) throws InterruptedException {
        var unused = agents.latencies(); // those of before
        int open = Math.min(count, databases.size());
        left.set(count - open);
        databases.subList(0, open).forEach(this::submit);
        for (int done = 0; done < count; done++) {
            if (!ended.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no rollout has ended for " + PATIENCE_SECONDS + " s, after " + done
                        + " of " + count + (failure.isEmpty() ? "" : ": " + failure));
            }
            if (done > 0 && done % 500 == 0) {
                Page.progress(done + " rollouts of " + count);
            }
        }
        return agents.latencies();
    }

    private void next(RolloutId over) {
        ended.release();
        if (left.getAndDecrement() > 0) {
            var unused = Thread.startVirtualThread(() -> submit(over.database()));
        }
    }

    private void submit(DatabaseId database) {
        int revision = revisions.merge(database, 1, Integer::sum);
        String file =
                """
                revision: r%d
                down_revision: %s
                database: %s
                changes:
                  - %s
                drop: {keep_for: 0s}
                """.formatted(revision, revision == 1 ? "null" : "r" + (revision - 1), database, SampleTarget.CHANGE);
        try {
            post(orchestrator, "/api/rollouts", "application/yaml", file);
        } catch (IOException e) {
            failure = e.toString();
        }
    }

    private static void post(OrchestratorProgram orchestrator, String path, String type, String body)
            throws IOException {
        HttpResponse<String> answer = Http.send(Http.request(Http.local(orchestrator.port(), path))
                .header("Content-Type", type)
                .header("X-Towpath-Actor", "bench@example.org")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + " answers " + answer.statusCode() + ": " + answer.body());
        }
    }

    @Override
    public void close() throws InterruptedException {
        agents.close();
    }
}
