package dev.towpath.contracts.codec;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.InstanceName;
import dev.towpath.contracts.Message;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.ServiceName;
import dev.towpath.contracts.ServiceVersion;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.contracts.event.StreamEvent;
import dev.towpath.contracts.spec.RolloutSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the published schemas from the records; what a record can't tell (patterns, the rollout file) is given here. */
final class SchemaWriter {
    private static final String DATABASE = "[a-z][a-z0-9-]{0,39}";
    private static final String REVISION = "[A-Za-z0-9_-]{1,64}";
    private static final Map<Class<?>, String> PATTERNS = Map.of(
            DatabaseId.class,
            "^" + DATABASE + "$",
            Revision.class,
            "^" + REVISION + "$",
            RolloutId.class,
            "^" + DATABASE + "\\." + REVISION + "(\\.[1-9][0-9]{0,5})?$",
            StepId.class,
            "^(expand|dual_write|backfill|cutover|contract)\\.[1-9][0-9]*\\.[a-z0-9-]{1,80}$",
            Duration.class,
            "^" + DurationText.PATTERN + "$",
            ServiceName.class,
            "^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$",
            InstanceName.class,
            "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$",
            ServiceVersion.class,
            "^[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?$");

    private final ObjectMapper json = new ObjectMapper();
    private final SchemaGenerator strict = generator(true);
    private final SchemaGenerator tolerant = generator(false);

    String write(String type) {
        Class<? extends Message> record = MessageTypes.recordOf(type).orElseThrow();
        ObjectNode schema = json.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:towpath:schema:" + type);
        schema.put("title", record.getSimpleName());
        ObjectNode body = (UserCommand.class.isAssignableFrom(record) ? strict : tolerant).generateSchema(record);
        body.remove("$schema");
        schema.setAll(StreamEvent.class.isAssignableFrom(record) ? recorded(type, body) : body);
        return schema.toPrettyString() + "\n";
    }

    /** An event travels in the record that says who, why and when. */
    private ObjectNode recorded(String type, ObjectNode event) {
        ObjectNode schema = json.createObjectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("stream").put("type", "string");
        properties.putObject("version").put("type", "integer").put("minimum", 1);
        properties.putObject("type").put("const", type);
        properties.putObject("time").put("type", "string").put("format", "date-time");
        properties.putObject("actor").put("type", "string");
        properties.putObject("reason").put("type", "string");
        if (event.has("$defs")) {
            schema.set("$defs", event.remove("$defs"));
        }
        properties.set("data", event);
        properties.putObject("hash").put("type", "string").put("pattern", "^[0-9a-f]{64}$");
        properties.putObject("previous_hash").put("type", "string").put("pattern", "^[0-9a-f]{64}$");
        properties.fieldNames().forEachRemaining(schema.withArray("/required")::add);
        return schema;
    }

    private SchemaGenerator generator(boolean forbidAdditions) {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
                .without(Option.FLATTENED_ENUMS_FROM_TOSTRING)
                .with(Option.FLATTENED_OPTIONALS, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES);
        if (forbidAdditions) {
            config.with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
        }
        config.forFields()
                .withPropertyNameOverrideResolver(field -> snakeCase(field.getDeclaredName()))
                .withRequiredCheck(SchemaWriter::isRequired)
                .withStringPatternResolver(field -> isOf(UserCommand.class, field, "actor") ? "\\S" : null);
        config.forTypesInGeneral().withPropertySorter((left, right) -> 0).withCustomDefinitionProvider(this::own);
        return new SchemaGenerator(config.build());
    }

    private static boolean isRequired(FieldScope field) {
        return !isOf(UserCommand.class, field, "reason") && field.getAnnotation(JsonInclude.class) == null;
    }

    private static boolean isOf(Class<?> type, FieldScope field, String name) {
        return type.isAssignableFrom(field.getDeclaringType().getErasedType())
                && field.getDeclaredName().equals(name);
    }

    private @Nullable CustomDefinition own(ResolvedType type, SchemaGenerationContext context) {
        Class<?> erased = type.getErasedType();
        ObjectNode schema = json.createObjectNode().put("type", "string");
        if (PATTERNS.containsKey(erased)) {
            return new CustomDefinition(schema.put("pattern", PATTERNS.get(erased)), true);
        }
        if (erased == Instant.class) {
            return new CustomDefinition(schema.put("format", "date-time"), true);
        }
        return erased == RolloutSpec.class ? new CustomDefinition(rolloutFile(), false) : null;
    }

    private ObjectNode rolloutFile() {
        try {
            return (ObjectNode) json.readTree(Schemas.read(Schemas.ROLLOUT_FILE).orElseThrow());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /** Types with a schema that is generated. */
    static List<String> types() {
        return Schemas.names().stream()
                .filter(name -> !name.equals(Schemas.ROLLOUT_FILE))
                .toList();
    }
}
