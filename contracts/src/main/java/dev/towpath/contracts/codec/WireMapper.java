package dev.towpath.contracts.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.spec.RolloutSpec;
import java.io.IOException;
import java.time.Duration;

/**
 * The one Jackson configuration: snake_case, ISO-8601 UTC times, durations as {@code 200ms}, a rollout in the form of its
 * file. Unknown fields are skipped, since versions may differ during an upgrade; a missing or null one is an error, since
 * no record holds null, unless the record says what stands for it: so additions can be read where they are missing.
 */
final class WireMapper {
    private WireMapper() {}

    static ObjectMapper create(Upcasters upcasters) {
        SimpleModule wire = new SimpleModule("towpath")
                .addSerializer(Duration.class, new DurationWriter())
                .addDeserializer(Duration.class, new DurationReader())
                .addSerializer(RolloutSpec.class, new RolloutSpecWriter())
                .addDeserializer(RolloutSpec.class, new RolloutSpecReader())
                .addSerializer(Recorded.class, new RecordedJson.Writer())
                .addDeserializer(Recorded.class, new RecordedJson.Reader(upcasters));
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new Jdk8Module())
                .addModule(wire)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .build();
    }

    private static final class DurationWriter extends StdSerializer<Duration> {
        private static final long serialVersionUID = 1L;

        DurationWriter() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(DurationText.format(value));
        }
    }

    private static final class DurationReader extends StdDeserializer<Duration> {
        private static final long serialVersionUID = 1L;

        DurationReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = json.getValueAsString("");
            try {
                return DurationText.parse(text);
            } catch (IllegalArgumentException e) {
                return (Duration) context.handleWeirdStringValue(Duration.class, text, "%s", e.getMessage());
            }
        }
    }

    private static final class RolloutSpecWriter extends StdSerializer<RolloutSpec> {
        private static final long serialVersionUID = 1L;

        RolloutSpecWriter() {
            super(RolloutSpec.class);
        }

        @Override
        public void serialize(RolloutSpec value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeTree(RolloutWriter.write(value));
        }
    }

    private static final class RolloutSpecReader extends StdDeserializer<RolloutSpec> {
        private static final long serialVersionUID = 1L;

        RolloutSpecReader() {
            super(RolloutSpec.class);
        }

        @Override
        public RolloutSpec deserialize(JsonParser json, DeserializationContext context) throws IOException {
            JsonNode node = context.readTree(json);
            try {
                return RolloutReader.read(node, "", Fields.Reading.TOLERANT);
            } catch (UnreadableMessage e) {
                throw JsonMappingException.from(json, e.detail(), e);
            }
        }
    }
}
