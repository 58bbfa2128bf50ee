package dev.towpath.agent.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.letter.LetterHeader;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.plan.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages and plans as the ledger keeps them. A plan that comes back out was readable when it went in; if it isn't any
 * more, that is a bug and an {@link IllegalStateException}.
 */
public final class Wire {
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final MessageCodec codec;

    public Wire(MessageCodec codec) {
        this.codec = codec;
    }

    /** The codec of everything that leaves or comes. */
    public MessageCodec codec() {
        return codec;
    }

    /** The message as a command to an agent, if it is one. */
    public static Optional<Envelope<AgentCommand>> command(Envelope<?> message) {
        if (!(message.data() instanceof AgentCommand command)) {
            return Optional.empty();
        }
        return Optional.of(new Envelope<>(
                message.id(),
                message.time(),
                message.subject(),
                message.streamVersion(),
                message.sequence(),
                message.traceparent(),
                command));
    }

    String headersAsJson(Map<String, String> headers) {
        try {
            return codec.mapper().writeValueAsString(headers);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    Map<String, String> headers(String json) {
        try {
            return codec.mapper().readValue(json, HEADERS);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /** A command that was taken in before; a version that knows less than the one that took it in may not read it. */
    Envelope<AgentCommand> command(String headers, byte[] value) throws UnreadableMessage {
        return command(codec.decode(headers(headers), value)).orElseThrow();
    }

    String letterHeadersAsJson(List<LetterHeader> headers) {
        ArrayNode all = codec.mapper().createArrayNode();
        for (LetterHeader header : headers) {
            all.addArray().add(header.name()).add(header.value());
        }
        return all.toString();
    }

    List<LetterHeader> letterHeaders(String json) {
        try {
            List<LetterHeader> headers = new ArrayList<>();
            for (JsonNode pair : codec.mapper().readTree(json)) {
                headers.add(new LetterHeader(
                        pair.path(0).asText(),
                        pair.path(1).isNull() ? null : pair.path(1).binaryValue()));
            }
            return headers;
        } catch (IOException bug) {
            throw new IllegalStateException(bug);
        }
    }

    String plan(Plan plan) {
        try {
            return codec.mapper().writeValueAsString(plan);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /** Tells the rollout files of two requests for a plan apart; empty for another command. */
    String specHash(InboxEntry entry) {
        try {
            return entry.command() instanceof PlanRollout asked
                    ? StatementHash.of(codec.mapper().writeValueAsString(asked.rollout()))
                    : "";
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    Footprint footprint(String json) {
        try {
            return codec.mapper().readValue(json, Footprint.class);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    Plan plan(String json) {
        try {
            return codec.mapper().readValue(json, Plan.class);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
