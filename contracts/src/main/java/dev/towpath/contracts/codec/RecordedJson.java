package dev.towpath.contracts.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.towpath.contracts.Message;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.StreamEvent;
import java.io.IOException;
import java.time.Instant;

/**
 * A recorded event as JSON: {@code {stream, version, type, time, actor, reason, data, hash, previous_hash}}. The type
 * tells which fact {@code data} is; one of an older version is lifted to the newest.
 */
final class RecordedJson {
    private RecordedJson() {}

    @SuppressWarnings("rawtypes") // Jackson asks for the class object
    static final class Writer extends StdSerializer<Recorded> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(Recorded.class);
        }

        @Override
        public void serialize(Recorded recorded, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartObject();
            json.writeStringField("stream", recorded.stream());
            json.writeNumberField("version", recorded.version());
            json.writeStringField("type", MessageTypes.of(recorded));
            provider.defaultSerializeField("time", recorded.time(), json);
            json.writeStringField("actor", recorded.actor());
            json.writeStringField("reason", recorded.reason());
            provider.defaultSerializeField("data", recorded.data(), json);
            json.writeStringField("hash", recorded.hash());
            json.writeStringField("previous_hash", recorded.previousHash());
            json.writeEndObject();
        }
    }

    @SuppressWarnings("rawtypes") // Jackson asks for the class object
    static final class Reader extends StdDeserializer<Recorded> {
        private static final long serialVersionUID = 1L;

        private final transient Upcasters upcasters;

        Reader(Upcasters upcasters) {
            super(Recorded.class);
            this.upcasters = upcasters;
        }

        @Override
        public Recorded<?> deserialize(JsonParser json, DeserializationContext context) throws IOException {
            Raw raw = context.readValue(json, Raw.class);
            Upcasters.Typed newest = upcasters.newest(raw.type(), raw.data());
            Class<? extends Message> record = MessageTypes.recordOf(newest.type())
                    .filter(StreamEvent.class::isAssignableFrom)
                    .orElseThrow(() -> unknown(json, raw.type()));
            StreamEvent event = (StreamEvent) json.getCodec().treeToValue(newest.data(), record);
            return new Recorded<>(
                    raw.stream(),
                    raw.version(),
                    raw.time(),
                    raw.actor(),
                    raw.reason(),
                    event,
                    raw.hash(),
                    raw.previousHash());
        }

        private static JsonMappingException unknown(JsonParser json, String type) {
            UnreadableMessage cause = UnreadableMessage.unknownType(type, MessageTypes.nearest(type));
            return JsonMappingException.from(json, cause.detail(), cause);
        }
    }

    /** As it stands on the wire, the fact still unread. */
    private record Raw(
            String stream,
            long version,
            String type,
            Instant time,
            String actor,
            String reason,
            JsonNode data,
            String hash,
            String previousHash) {}
}
