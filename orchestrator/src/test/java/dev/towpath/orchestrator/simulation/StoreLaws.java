package dev.towpath.orchestrator.simulation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.MessageTypes;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.LedgerAhead;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.StreamEvent;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.HashChain;
import dev.towpath.orchestrator.eventstore.NewEvent;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.simulation.SimulatedTarget.Step;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What must hold of the store after every commit. */
final class StoreLaws {
    private final MessageCodec codec;
    private final TargetLaws target;
    private final boolean restored;
    private final Map<String, RolloutState> live = new TreeMap<>();
    private final Map<String, StreamLaws> streams = new HashMap<>();
    private final Map<String, RolloutLaws> rollouts = new HashMap<>();
    private final Set<Step> named = new HashSet<>();
    private DatabaseState database = DatabaseState.NONE;

    /** {@code restored}: whether the store was put back. */
    StoreLaws(MessageCodec codec, TargetLaws target, boolean restored) {
        this.codec = codec;
        this.target = target;
        this.restored = restored;
    }

    /** The event as it is read from the store ever after: what it was made from is not kept. */
    StoredEvent stored(NewEvent event, Cursor cursor) {
        Recorded<?> made = event.recorded();
        String type = MessageTypes.of((StreamEvent) made.data());
        try {
            JsonNode body = codec.mapper().readTree(codec.toJson(made.data()).toString());
            StreamEvent read = codec.event(type, body);
            Recorded<?> kept = new Recorded<>(
                    made.stream(),
                    made.version(),
                    made.time(),
                    made.actor(),
                    made.reason(),
                    read,
                    made.hash(),
                    made.previousHash());
            if (!HashChain.hash(kept, type, body).equals(kept.hash())) {
                throw new Violation("an event does not have its hash: " + kept);
            }
            return new StoredEvent(cursor, type, event.commandsSent(), kept, event.traceparent());
        } catch (UnreadableMessage | JsonProcessingException e) {
            throw new Violation("an event can't be read again: " + made, e);
        }
    }

    void holdBefore(Append append) {
        for (NewEvent event : append.events()) {
            Recorded<?> made = event.recorded();
            holdBefore(made);
            if (made.data() instanceof RolloutEvent fact) {
                live.put(
                        made.stream(),
                        StreamLaws.evolve(live.getOrDefault(made.stream(), RolloutState.NONE), made, fact));
            } else if (made.data() instanceof DatabaseEvent fact) {
                database = StreamLaws.evolve(database, made, fact);
            }
        }
        for (OutboxMessage message : append.messages()) {
            if (message.topic().equals(Topics.DEAD_LETTERS)) {
                throw new Violation("a dead letter: " + headers(message));
            }
        }
    }

    /** Nobody finds that something went back which did not, and what is learned is so. */
    private void holdBefore(Recorded<?> made) {
        switch (made.data()) {
            case DatabaseEvent.StoreWentBack(var ahead)
            when !restored -> throw new Violation("the store did not go back, but ledgers are ahead: " + ahead);
            case DatabaseEvent.StoreWentBack(var ahead) ->
                ahead.forEach(found -> found.steps().forEach(step -> named.add(new Step(found.rolloutId(), step))));
            case DatabaseEvent.TargetWentBack(var lost) ->
                throw new Violation("the target did not go back, but lost " + lost);
            case RolloutEvent.StepsLost(var steps, var what) ->
                throw new Violation("the target did not go back, but lost " + steps);
            case RolloutEvent.StepsLearned(var steps) ->
                target.holdAfterLearning(RolloutId.parse(made.stream()), steps);
            case Object other -> {}
        }
    }

    /** Whether the log says that a ledger proves the step, which it did not know. */
    boolean isNamed(Step step) {
        return named.contains(step);
    }

    /** What the log found ledgers to be ahead with, and has not seen the end of. */
    List<LedgerAhead> ahead() {
        return database.target().ahead();
    }

    void holdAfter(Append append, List<StoredEvent> appended, Cursor tx, Cursor relayed) {
        if (tx.compareTo(relayed) <= 0 && !append.messages().isEmpty()) {
            throw new Violation("a commit appeared behind the relay's cursor: its messages are never sent");
        }
        appended.stream()
                .collect(groupingBy(event -> event.recorded().stream(), TreeMap::new, toList()))
                .forEach((stream, added) -> holdAfter(stream, added, append));
    }

    private void holdAfter(String stream, List<StoredEvent> added, Append append) {
        StreamLaws laws = streams.computeIfAbsent(stream, none -> new StreamLaws());
        laws.holdAfter(added);
        if (stream.startsWith("database/")) {
            laws.thenReplayedIs(database);
        } else {
            RolloutState state = live.getOrDefault(stream, RolloutState.NONE);
            laws.thenReplayedIs(state);
            rollouts.computeIfAbsent(stream, none -> new RolloutLaws(codec)).holdAfter(added, state, append);
        }
    }

    /** Every rollout, by its stream. */
    Map<String, RolloutState> live() {
        return live;
    }

    /** Whether the step was requested by a recorded event. */
    boolean wasRequested(RolloutId rollout, StepId step, int attempt) {
        RolloutLaws laws = rollouts.get(rollout.toString());
        return laws != null && laws.wasRequested(step, attempt);
    }

    static Map<String, String> headers(OutboxMessage message) {
        Map<String, String> headers = new TreeMap<>();
        message.headers()
                .forEach(header -> headers.put(
                        header.name(),
                        header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
