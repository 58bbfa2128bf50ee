package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.PlanFrozen;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import dev.towpath.orchestrator.rollout.Chronicle;
import dev.towpath.orchestrator.rollout.services.ServicesSeen;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One rollout: its history keeps the promises, and what is told to the agent follows from it, numbered without a gap. */
final class RolloutLaws {
    private final MessageCodec codec;
    private Optional<Chronicle> chronicle = Optional.empty();
    private long told;

    RolloutLaws(MessageCodec codec) {
        this.codec = codec;
    }

    void holdAfter(List<StoredEvent> added, RolloutState after, Append append) {
        List<RolloutEvent> events = added.stream()
                .map(event -> (RolloutEvent) event.recorded().data())
                .toList();
        for (RolloutEvent event : events) {
            if (event instanceof PlanFrozen) {
                RolloutState.Submitted state = (RolloutState.Submitted) after;
                chronicle = Optional.of(
                        new Chronicle(state.plan().orElseThrow(), state.opened().isFollowed()));
            }
        }
        chronicle.ifPresent(known -> known.holdAfter(events, ServicesSeen.NONE));
        for (OutboxMessage message : append.messages()) {
            if (message.topic().equals(World.COMMANDS_TO_AGENT)) {
                told(message, after);
            }
        }
        if (added.getLast().commandsSent() != told) {
            throw new Violation("commands_sent says " + added.getLast().commandsSent() + " after number " + told);
        }
    }

    private void told(OutboxMessage message, RolloutState after) {
        Map<String, String> headers = StoreLaws.headers(message);
        try {
            var command = codec.decode(headers, message.value());
            if (command.sequence() != ++told) {
                throw new Violation("command " + command.sequence() + " to the agent follows number " + (told - 1));
            }
            if (command.data() instanceof ExecuteStep step) {
                chronicle.orElseThrow().thenTheAgentGetsTheEvidence(step, after instanceof RolloutState.RollingBack);
            }
        } catch (UnreadableMessage e) {
            throw new Violation("a command to the agent can't be read: " + headers, e);
        }
    }

    boolean wasRequested(StepId step, int attempt) {
        return chronicle.isPresent() && chronicle.get().wasRequested(step, attempt);
    }
}
