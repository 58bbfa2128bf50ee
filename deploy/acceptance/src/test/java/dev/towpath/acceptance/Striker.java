package dev.towpath.acceptance;

import static org.awaitility.Awaitility.await;

import dev.towpath.acceptance.faults.Fault;
import dev.towpath.acceptance.faults.Part;
import dev.towpath.acceptance.faults.Strike;
import dev.towpath.contracts.Stage;
import dev.towpath.servers.Sluice;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Does what a schedule says, each fault while the agent has a step of the rollout in its hands. */
record Striker(Stack stack, String rollout) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration CLOSELY = Duration.ofMillis(20);

    /** Waits for its moment, strikes, and returns when nothing stands still any more. */
    Hit strike(Strike strike) {
        awaitStep(strike.stage(), step -> true);
        waitUntil(Instant.now().plus(strike.after()));
        Witness before = awaitStep(strike.stage(), step -> isThere(strike.fault(), step));
        Instant at = inflict(strike.fault(), before);
        return new Hit(strike, before, at, Instant.now());
    }

    private Witness awaitStep(Stage stage, Predicate<Witness> alsoSo) {
        return await("a step of " + stage.wireName())
                .atMost(PATIENCE)
                .pollInterval(CLOSELY)
                .until(
                        () -> Witness.of(stack, rollout, step -> lasts(stage, step))
                                .filter(alsoSo),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Whether it is kept under way: in the backfill no lock does that, but pauses between the batches do. */
    private static boolean lasts(Stage stage, String step) {
        return stage == Stage.BACKFILL ? step.endsWith(".fill") : step.startsWith(stage.wireName() + ".");
    }

    /** A process that was killed just before has no connections until it is up again. */
    private boolean isThere(Fault fault, Witness step) {
        boolean ofConnections = fault instanceof Fault.Cut || fault instanceof Fault.HalfOpen;
        return !ofConnections || stack.sluice(process(fault.part(), step)).connections() > 0;
    }

    private Instant inflict(Fault fault, Witness before) {
        String process = process(fault.part(), before);
        return switch (fault) {
            case Fault.Kill kill -> {
                stack.kill(process);
                yield Instant.now();
            }
            case Fault.Freeze freeze -> {
                long pid = stack.pid(process);
                stack.freeze(pid);
                Instant at = Instant.now();
                waitUntil(at.plus(freeze.time()));
                stack.thaw(pid);
                yield at;
            }
            case Fault.Cut cut -> {
                hadConnections(process, stack.sluice(process).cut());
                yield Instant.now();
            }
            case Fault.HalfOpen halfOpen -> {
                Sluice sluice = stack.sluice(process);
                hadConnections(process, sluice.shut());
                Instant at = Instant.now();
                waitUntil(at.plus(halfOpen.time()));
                sluice.reopen();
                yield at;
            }
        };
    }

    private static void hadConnections(String process, int connections) {
        if (connections == 0) {
            throw new AssertionError(process + " had no connection that could be hit");
        }
    }

    private String process(Part part, Witness before) {
        return switch (part) {
            case Part.Orchestrator one -> "orchestrator-" + one.number();
            case Part.OwningAgent owner -> stack.pid("agent-1") == before.owner() ? "agent-1" : "agent-2";
            case Part.Kafka kafka -> "kafka";
            case Part.Store store -> "store";
            case Part.Target target -> "target";
        };
    }

    private static void waitUntil(Instant moment) {
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(moment));
    }
}
