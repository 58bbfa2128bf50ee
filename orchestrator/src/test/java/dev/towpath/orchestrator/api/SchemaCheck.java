package dev.towpath.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

/** Holds an answer of REST against the schema that is published for it. */
public final class SchemaCheck {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private SchemaCheck() {}

    /** Every item of an array; at least one. */
    public static void each(String schema, String json) {
        assertThat(json).startsWith("[{");
        holds(
                schema,
                "{\"type\": \"array\", \"items\": "
                        + PublishedSchemas.read(schema).orElseThrow() + "}",
                json);
    }

    public static void holds(String schema, String json) {
        holds(schema, PublishedSchemas.read(schema).orElseThrow(), json);
    }

    private static void holds(String name, String text, String json) {
        assertThat(REGISTRY.getSchema(text, InputFormat.JSON).validate(json, InputFormat.JSON))
                .as("%s against schema %s", json, name)
                .isEmpty();
    }
}
