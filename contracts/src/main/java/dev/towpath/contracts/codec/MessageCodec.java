package dev.towpath.contracts.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
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
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
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

    private final ObjectMapper mapper = WireMapper.create();

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
        JsonNode data = mapper.missingNode();
        try {
            Class<? extends Message> record = recordOf(received);
            data = data(received);
            return envelope(received, record, data);
        } catch (UnreadableMessage e) {
            throw e.about(received.identity(), rolloutOf(data));
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
        try {
            return mapper.treeToValue(data, record);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    /** A stored event, whose body is the fact alone; one of an older version is lifted to the newest. */
    public StreamEvent event(String type, JsonNode body) throws UnreadableMessage {
        Upcasters.Typed newest = Upcasters.RELEASED.newest(type, body);
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
        if (received.identity() == null) {
            throw UnreadableMessage.unreadable(
                    "not a CloudEvents 1.0 message: source and id must be given, each with at most 256 characters");
        }
        if (!received.attribute("specversion").equals(SPEC_VERSION)) {
            throw UnreadableMessage.unreadable("specversion is '" + Text.shown(received.attribute("specversion"))
                    + "', but only CloudEvents " + SPEC_VERSION + " is read");
        }
        String type = received.attribute("type");
        if (MessageTypes.isNotBuilt(type)) {
            throw UnreadableMessage.notSupportedYet("type", "the command " + MessageTypes.nameOf(type));
        }
        Class<? extends Message> record =
                MessageTypes.recordOf(Upcasters.RELEASED.newestType(type)).orElseThrow(() -> unknownType(type));
        if (UserCommand.class.isAssignableFrom(record) && received.value().length > MAX_BYTES) {
            throw tooLarge(received.value().length);
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
            throw UnreadableMessage.unreadable("not JSON: " + place(e));
        } catch (IOException e) {
            throw UnreadableMessage.unreadable("not JSON in UTF-8");
        }
        JsonNode data = received.structured() ? tree.path("data") : tree;
        if (data.isMissingNode()) {
            throw UnreadableMessage.unreadable("the message has no data");
        }
        return data;
    }

    private Envelope<?> envelope(Received received, Class<? extends Message> record, JsonNode data)
            throws UnreadableMessage {
        MessageId identity = java.util.Objects.requireNonNull(received.identity());
        return new Envelope<>(
                identity,
                time(received.attribute("time")),
                received.attribute("subject"),
                counter(received, "streamversion"),
                counter(received, "sequence"),
                received.attribute("traceparent"),
                fromJson(data, record));
    }

    /** A sender need not tell the time: then it is the epoch. */
    private static Instant time(String text) throws UnreadableMessage {
        if (text.isEmpty()) {
            return Instant.EPOCH;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw UnreadableMessage.invalid(
                    "time",
                    "is '" + Text.shown(text) + "': must be ISO-8601 with a zone, such as 2026-03-06T12:00:00Z");
        }
    }

    private static long counter(Received received, String name) throws UnreadableMessage {
        String text = received.attribute(name);
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw UnreadableMessage.invalid(name, "must be a number from 0, but is '" + Text.shown(text) + "'");
        }
        return Long.parseLong(text);
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

    static UnreadableMessage tooLarge(long bytes) {
        return new UnreadableMessage(
                UnreadableMessage.Rule.TOO_LARGE,
                "",
                bytes + " bytes are more than the limit of 256 KiB (" + MAX_BYTES + " bytes)");
    }

    static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? e.getOriginalMessage()
                : e.getOriginalMessage() + " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    private static UnreadableMessage unknownType(String type) {
        return new UnreadableMessage(
                UnreadableMessage.Rule.UNKNOWN_TYPE,
                "type",
                type.isEmpty()
                        ? "type is required"
                        : "unknown type " + Text.shown(type)
                                + Names.nearest(type, MessageTypes.all())
                                        .map(name -> "; did you mean '" + name + "'?")
                                        .orElse(""));
    }

    private static UnreadableMessage unreadable(JsonProcessingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableMessage own) {
                return own;
            }
        }
        String path = e instanceof JsonMappingException mapping ? pathOf(mapping) : "";
        return UnreadableMessage.invalid(path, "can't be read: " + e.getOriginalMessage());
    }

    private static String pathOf(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}
