package dev.towpath.contracts.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.towpath.contracts.Envelope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The published schemas against the records and the codec. After a deliberate change of a record they are written anew by
 * {@code mvn -pl contracts test -Dtest=SchemasTest -Dtowpath.write-schemas=true}.
 */
class SchemasTest {
    private static final Path FOLDER = Path.of("src/main/resources/schemas");
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final MessageCodec codec = new MessageCodec();
    private final RolloutFiles files = new RolloutFiles();

    static Stream<String> every_generated_schema() {
        return SchemaWriter.types().stream();
    }

    static Stream<Envelope<?>> every_sample() {
        return Samples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("every_generated_schema")
    void a_schema_is_what_its_record_says(String type) throws IOException {
        Path file = FOLDER.resolve(type + ".json");
        String schema = new SchemaWriter().write(type);
        if (Boolean.getBoolean("towpath.write-schemas")) {
            Files.writeString(file, schema);
        }

        assertThat(Files.readString(file)).isEqualTo(schema);
    }

    @Test
    void no_schema_is_left_over() throws IOException {
        try (Stream<Path> found = Files.list(FOLDER)) {
            assertThat(found.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Schemas.names().stream().map(name -> name + ".json").toList());
        }
    }

    @ParameterizedTest
    @MethodSource("every_sample")
    void whatever_the_codec_writes_is_valid(Envelope<?> message) {
        String type = MessageTypes.of(message.data());

        assertThat(problems(type, codec.toJson(message.data()).toString())).isEmpty();
        assertThat(problems(type, "{\"a\":1}")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{revision: r 1, database: shop, changes: [{rename_column: {table: t, from: a, to: b}}]}",
                "{revision: r1, database: Shop, changes: [{rename_column: {table: t, from: a, to: b}}]}",
                "{revision: r1, database: shop, changes: []}",
                "{revision: r1, database: shop, changes: [{add_column: {table: t}}]}",
                "{revision: r1, database: shop, changes: [{add_column: {table: t, name: c, type: ' '}}]}",
                "{revision: r1, database: shop, changes: [{add_column: {table: t, name: c, type: int, nullable: 'no'}}]}",
                "{revision: r1, database: shop, changes: [{add_column: {table: t, name: c, type: int, default: '1', identity: always}}]}",
                "{revision: r1, database: shop, changes: [{add_column: {table: t, name: c, type: int, generated: {stored: true}}}]}",
                "{revision: r1, database: shop, changes: [{drop_column: {table: t, name: c}}]}",
                "{revision: r1, database: shop, changes: [{rename_column: {table: t, form: a, to: b}}]}",
                "{revision: r1, database: shop, changes: [{rename_column: {table: t, from: '', to: b}}]}",
                "{revision: r1, database: shop, changes: [{rename_column: {table: t, from: a, to: b}}], services: {a: {}}}",
                "{revision: r1, database: shop, changes: [{rename_column: {table: t, from: a, to: b}}], gates: {end: {}}}",
                "{revision: r1, database: shop, changes: [{rename_column: {table: t, from: a, to: b}}], "
                        + "gates: {cutover: {soak: -1s}}}",
                "{revision: r1, database: shop, changes: [{rename_column: {table: t, from: a, to: b}}], "
                        + "gates: {cutover: {approvals: 1.5}}}",
                "{revision: r1, database: shop, changes: [{rename_column: {table: t, from: a, to: b}}], "
                        + "gates: {cutover: {window: 'tue 02:00-04:00'}}}",
                "{revision: r1, database: shop, changes: [{rename_column: {table: t, from: a, to: b}}], "
                        + "down_revision: [a.b]}",
                "{revision: r1, database: shop, changes: [{rename_column: {table: t, from: a, to: b}}], "
                        + "depends_on: [{revision: r0, stage: done}]}",
                "{revision: r1, database: shop, changes: [{rename_column: {table: t, from: a, to: b}}], "
                        + "branch_labels: [a b]}",
                "{revision: r1, database: shop, changes: [{rename_column: {table: t, from: a, to: b}}], plan_only: true}"
            })
    void schema_and_reader_refuse_the_same_file(String yaml) throws UnreadableMessage {
        byte[] file = yaml.getBytes(StandardCharsets.UTF_8);
        String json = files.parse(file, RolloutFiles.Format.YAML).toString();

        assertThat(problems(Schemas.ROLLOUT_FILE, json)).isNotEmpty();
        assertThat(catchThrowable(() -> files.read(file, RolloutFiles.Format.YAML)))
                .isInstanceOf(UnreadableMessage.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{revision: r1, database: shop, changes: [{rename_column: {table: t, from: a, to: b}}]}",
                "{revision: r1, database: shop, changes: [{add_column: {table: t, name: c, type: int, default: '1', nullable: false}}]}",
                "{revision: r1, database: shop, changes: [{rename_column: {table: t, from: a, to: b}}], "
                        + "down_revision: null, depends_on: {revision: r3}, branch_labels: []}",
                "{revision: r1, database: shop, changes: [{add_column: {table: t, name: c, type: int, generated: a + 1, comment: ''}}]}",
                "{revision: r1, database: shop, changes: [{add_column: "
                        + "{schema: s, table: t, name: c, type: int, generated: {expression: a + 1, stored: true}}}]}",
                "{revision: r1, database: shop, changes: [{rename_column: {schema: s, table: t, from: a, to: b}}], "
                        + "down_revision: [r0, r_2], depends_on: [core, {revision: r3, stage: cutover}], branch_labels: shop, "
                        + "new_head: true, dual_write: triggers, title: '', "
                        + "backfill: {batch_duration: 1s, workers: 1, fires_triggers: accepted}, "
                        + "services: {crm: {new_from: 2.4.0-rc.1+7, new_only_from: 3.0.0}, old-one: {unaffected: true}}, "
                        + "gates: {drop: {approvals: 2, approvals_expire: 3d, soak: 1d}, expand: {}, cutover: {window: 'mon 22:00-24:00 UTC, sat-sun 00:00-06:30 Europe/Berlin'}}, drop: {keep_for: 1h}, lock_timeout: 1s}"
            })
    void schema_and_reader_accept_the_same_file(String yaml) throws UnreadableMessage {
        byte[] file = yaml.getBytes(StandardCharsets.UTF_8);

        assertThat(problems(
                        Schemas.ROLLOUT_FILE,
                        files.parse(file, RolloutFiles.Format.YAML).toString()))
                .isEmpty();
        assertThat(files.read(file, RolloutFiles.Format.YAML)).isNotNull();
    }

    @Test
    void an_unknown_schema_is_not_found() {
        assertThat(Schemas.read("../asyncapi")).isEmpty();
    }

    private static List<?> problems(String name, String data) {
        Schema schema = REGISTRY.getSchema(Schemas.read(name).orElseThrow(), InputFormat.JSON);
        return schema.validate(data, InputFormat.JSON);
    }
}
