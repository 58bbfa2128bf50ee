package dev.towpath.contracts.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.Message;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.StreamEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages to CloudEvents 1.0 and back. Writes binary mode; reads both modes, structured mode with or without its
 * content-type. User commands are read strictly, everything else tolerates additions. Immutable and thread-safe.
 *
 * <p>Failure semantics: whatever the bytes are, nothing but {@link UnreadableMessage} is thrown, and it names the sender
 * if that could be read. Encoding a record of the table never fails.
 */
public final class MessageCodec {
    /** Largest user command or rollout file. */
    public static final int MAX_BYTES = 256 * 1024;

    private static final String SPEC_VERSION = "1.0";

    private final Upcasters upcasters;
    private final ObjectMapper mapper;

    public MessageCodec() {
        this(Upcasters.RELEASED);
    }

    MessageCodec(Upcasters upcasters) {
        this.upcasters = upcasters;
        this.mapper = WireMapper.create(upcasters);
    }

    /** The message in binary mode. */
    public WireRecord encode(Envelope<?> message) {
        Map<String, String> headers = new HashMap<>();
        headers.put("ce_specversion", SPEC_VERSION);
        headers.put("ce_id", message.id().id());
        headers.put("ce_source", message.id().source());
        headers.put("ce_type", MessageTypes.of(message.data()));
        headers.put("ce_time", message.time().toString());
        headers.put("content-type", "application/json");
        if (!message.subject().isEmpty()) {
            headers.put("ce_subject", message.subject());
        }
        if (message.streamVersion() > 0) {
            headers.put("ce_streamversion", Long.toString(message.streamVersion()));
        }
        if (message.sequence() > 0) {
            headers.put("ce_sequence", Long.toString(message.sequence()));
        }
        if (!message.traceparent().isEmpty()) {
            headers.put("ce_traceparent", message.traceparent());
        }
        return new WireRecord(headers, toJson(message.data()).toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The message that came; {@code headers} are all of the record's, decoded as UTF-8. */
    public Envelope<?> decode(Map<String, String> headers, byte @Nullable [] value) throws UnreadableMessage {
        Received received = Received.of(headers, value);
        MessageId identity = received.identity();
        if (identity == null) {
            throw UnreadableMessage.unreadable(
                    "not a CloudEvents 1.0 message: source and id must be given, each with at most 256 characters");
        }
        JsonNode data = mapper.missingNode();
        try {
            Class<? extends Message> record = recordOf(received);
            data = data(received);
            return new Envelope<>(
                    identity,
                    received.time(),
                    received.subject(),
                    received.counter("streamversion"),
                    received.counter("sequence"),
                    received.traceparent(),
                    fromJson(data, record));
        } catch (UnreadableMessage e) {
            throw e.about(identity, rolloutOf(data));
        }
    }

    /** The data of a message as JSON. */
    public JsonNode toJson(Message message) {
        return mapper.valueToTree(message);
    }

    /** The data of a message of that record: strict for a user command, tolerant for everything else. */
    public <T extends Message> T fromJson(JsonNode data, Class<T> record) throws UnreadableMessage {
        if (UserCommand.class.isAssignableFrom(record)) {
            return record.cast(UserCommandReader.read(data, record.asSubclass(UserCommand.class)));
        }
        if (!data.isObject()) {
            throw UnreadableMessage.invalid("", "must be an object, but is " + Fields.kindOf(data));
        }
        try {
            return mapper.treeToValue(data, record);
        } catch (JsonProcessingException e) {
            throw Faults.value(e, data);
        }
    }

    /** A stored event, whose body is the fact alone; one of an older version is lifted to the newest. */
    public StreamEvent event(String type, JsonNode body) throws UnreadableMessage {
        Upcasters.Typed newest = upcasters.newest(type, body);
        Class<? extends Message> record = MessageTypes.recordOf(newest.type())
                .filter(StreamEvent.class::isAssignableFrom)
                .orElseThrow(() -> unknownType(type));
        return (StreamEvent) fromJson(newest.data(), record);
    }

    /** The one configured mapper: snake_case, ISO-8601 times, durations as {@code 200ms}. Not to be configured further. */
    public ObjectMapper mapper() {
        return mapper;
    }

    private Class<? extends Message> recordOf(Received received) throws UnreadableMessage {
        String version = received.attribute("specversion");
        if (!version.equals(SPEC_VERSION)) {
            throw UnreadableMessage.unreadable(
                    "specversion is '" + Text.shown(version) + "', but only CloudEvents " + SPEC_VERSION + " is read");
        }
        String type = received.attribute("type");
        Class<? extends Message> record =
                MessageTypes.recordOf(upcasters.newestType(type)).orElseThrow(() -> unknownType(type));
        if (UserCommand.class.isAssignableFrom(record) && received.value().length > MAX_BYTES) {
            throw UnreadableMessage.tooLarge(received.value().length);
        }
        return StreamEvent.class.isAssignableFrom(record) ? Recorded.class : record;
    }

    private JsonNode data(Received received) throws UnreadableMessage {
        String contentType = received.attribute("datacontenttype").toLowerCase(Locale.ROOT);
        if (!contentType.isEmpty() && !contentType.matches("application/([a-z0-9.-]+\\+)?json\\s*(;.*)?")) {
            throw UnreadableMessage.unreadable("the data must be application/json, but is " + Text.shown(contentType));
        }
        JsonNode tree;
        try {
            tree = mapper.readTree(received.value());
        } catch (JsonProcessingException e) {
            throw Faults.syntax(e);
        } catch (IOException e) {
            throw UnreadableMessage.unreadable("not readable JSON: not in UTF-8");
        }
        JsonNode data = received.structured() ? tree.path("data") : tree;
        if (data.isMissingNode()) {
            throw UnreadableMessage.unreadable("the message has no data");
        }
        return data;
    }

    /** The rollout that unreadable data is about, as far as it can be told; for the reply's key. */
    private static String rolloutOf(JsonNode data) {
        String direct = data.path("rollout_id").asText();
        JsonNode file = data.path("rollout");
        String named = direct.isEmpty()
                ? file.path("database").asText() + "." + file.path("revision").asText()
                : direct;
        try {
            return RolloutId.parse(named).toString();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static UnreadableMessage unknownType(String type) {
        return UnreadableMessage.unknownType(type, MessageTypes.nearest(type));
    }
}
