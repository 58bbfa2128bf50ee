package dev.towpath.contracts.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.towpath.contracts.MessageId;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as it came: its CloudEvents attributes as far as they can be read, whatever the data is like. Taking it apart
 * never throws, so that even the sender of broken or oversized data can be answered.
 *
 * @param structured whether {@code value} is the whole event (structured mode) rather than its data (binary mode)
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived, never compared
record Received(Map<String, String> attributes, boolean structured, byte[] value) {
    private static final String PREFIX = "ce_";
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_IDENTITY = 256;

    static Received of(Map<String, String> headers, byte @Nullable [] value) {
        byte[] bytes = value == null ? new byte[0] : value;
        Map<String, String> attributes = attributes(headers);
        boolean declared = attributes
                .getOrDefault("datacontenttype", "")
                .toLowerCase(Locale.ROOT)
                .startsWith("application/cloudevents");
        if (declared || !attributes.containsKey("specversion")) {
            Map<String, String> inside = topLevel(bytes);
            if (declared || inside.containsKey("specversion")) {
                return new Received(inside, true, bytes);
            }
        }
        return new Received(attributes, false, bytes);
    }

    private static Map<String, String> attributes(Map<String, String> headers) {
        Map<String, String> attributes = new HashMap<>();
        headers.forEach((name, text) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(PREFIX)) {
                attributes.put(lower.substring(PREFIX.length()), text);
            } else if (lower.equals("content-type")) {
                attributes.put("datacontenttype", text);
            }
        });
        return attributes;
    }

    /** The scalars of the outermost object, up to where it stops being JSON. */
    private static Map<String, String> topLevel(byte[] value) {
        Map<String, String> found = new HashMap<>();
        try (JsonParser json = JSON.createParser(value)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    if (json.nextToken().isScalarValue()) {
                        found.putIfAbsent(name, json.getText());
                    }
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            return found; // what was read before is all there is; reading the data will name the fault
        }
        return found;
    }

    /** Who sent it, or null if source or id is missing or can't be stored. */
    @Nullable
    MessageId identity() {
        String source = attribute("source");
        String id = attribute("id");
        return isIdentity(source) && isIdentity(id) ? new MessageId(source, id) : null;
    }

    private static boolean isIdentity(String text) {
        return !text.isBlank() && text.length() <= LONGEST_IDENTITY && Text.isStorable(text);
    }

    /** The attribute's text, empty if there is none. */
    String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    /** What it is about. */
    String subject() throws UnreadableMessage {
        String subject = attribute("subject");
        if (subject.length() > LONGEST_IDENTITY || !Text.isStorable(subject)) {
            throw UnreadableMessage.invalid("subject", "must be text of at most " + LONGEST_IDENTITY + " characters");
        }
        return subject;
    }

    /** The sender's trace context; one of another form means nothing, and is as good as none. */
    String traceparent() {
        return TraceParent.of(attribute("traceparent"));
    }

    /** When it was made; a sender need not tell: then it is the epoch. */
    Instant time() throws UnreadableMessage {
        String text = attribute("time");
        if (text.isEmpty()) {
            return Instant.EPOCH;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw UnreadableMessage.invalid(
                    "time",
                    "is '" + Text.shown(text) + "', but must be ISO-8601 with a zone, such as 2026-03-06T12:00:00Z");
        }
    }

    /** A counter of our own; 0 if there is none. */
    long counter(String name) throws UnreadableMessage {
        String text = attribute(name);
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw UnreadableMessage.invalid(name, "is '" + Text.shown(text) + "', but must be a number from 0");
        }
        return Long.parseLong(text);
    }
}
