package dev.towpath.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.towpath.contracts.codec.Schemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Holds what was seen on the topics against the published JSON Schemas. */
final class SeenMessages {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private SeenMessages() {}

    /** One line for each message that its schema refuses, or that has no schema; tombstones have no data to judge. */
    static List<String> violations(List<ConsumerRecord<byte[], byte[]>> seen) throws IOException {
        List<String> violations = new ArrayList<>();
        Map<String, Schema> schemas = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : seen) {
            if (record.value() == null || record.topic().equals("towpath.dead-letters")) {
                continue;
            }
            JsonNode value = JSON.readTree(record.value());
            String type = type(record, value);
            JsonNode data = value.has("specversion") ? value.path("data") : value;
            String text = Schemas.read(type).orElse("");
            if (text.isEmpty()) {
                violations.add(record.topic() + ": no schema for type '" + type + "'");
                continue;
            }
            schemas.computeIfAbsent(type, t -> REGISTRY.getSchema(text, InputFormat.JSON))
                    .validate(data.toString(), InputFormat.JSON)
                    .forEach(error -> violations.add(record.topic() + " " + type + ": " + error));
        }
        return violations;
    }

    private static String type(ConsumerRecord<byte[], byte[]> record, JsonNode value) {
        Header header = record.headers().lastHeader("ce_type");
        return header == null ? value.path("type").asText() : new String(header.value(), StandardCharsets.UTF_8);
    }
}
