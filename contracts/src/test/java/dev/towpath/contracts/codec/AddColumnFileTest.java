package dev.towpath.contracts.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.contracts.change.AddColumn;
import dev.towpath.contracts.change.NewValue;
import dev.towpath.contracts.codec.RolloutFiles.Format;
import dev.towpath.contracts.spec.RolloutSpec;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddColumnFileTest {
    private final RolloutFiles files = new RolloutFiles();

    @Test
    void every_key_of_it_is_read() throws UnreadableMessage {
        assertThat(change(
                        "{table: users, name: locale, type: text, nullable: true, default: \"'en'\", comment: BCP 47}"))
                .isEqualTo(new AddColumn(
                        "public", "users", "locale", "text", true, new NewValue.Default("'en'"), "BCP 47"));
        assertThat(change("{schema: Odd, table: t, name: c, type: uuid, nullable: false}"))
                .isEqualTo(new AddColumn("Odd", "t", "c", "uuid", false, new NewValue.None(), ""));
        assertThat(change("{table: t, name: c, type: int, generated: a + b}"))
                .isEqualTo(new AddColumn("public", "t", "c", "int", true, new NewValue.Generated("a + b", false), ""));
        assertThat(change("{table: t, name: c, type: bigint, identity: by_default}"))
                .isEqualTo(new AddColumn("public", "t", "c", "bigint", true, new NewValue.Identity(false), ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{table: t, name: c, type: int}",
                "{schema: s, table: t, name: c, type: 'text COLLATE \"C\"', nullable: false, default: \"'it''s'\", comment: x}",
                "{table: t, name: c, type: int, generated: {expression: a, stored: true}}",
                "{table: t, name: c, type: int, identity: always}"
            })
    void what_is_written_reads_as_the_same_change(String entry) throws UnreadableMessage {
        RolloutSpec rollout = read(entry);

        assertThat(files.read(files.write(rollout))).isEqualTo(rollout);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {table: t, column: c, type: int}                  | UnknownField | unknown field changes[0].add_column.column
            {table: t, nmae: c, type: int}                    | UnknownField | did you mean 'name'?
            {table: t, name: c}                               | InvalidValue | changes[0].add_column.type is required
            {table: t, type: int}                             | InvalidValue | changes[0].add_column.name is required
            {table: t, name: c, type: ''}                     | InvalidValue | changes[0].add_column.type must not be empty
            {table: t, name: c, type: int, default: 5}        | InvalidValue | put it in quotes
            {table: t, name: c, type: int, default: null}     | InvalidValue | default must be text, but is null
            {table: t, name: c, type: int, default: ' '}      | InvalidValue | default must not be empty
            {table: t, name: c, type: int, nullable: 'yes'}   | InvalidValue | nullable must be true or false, but is text
            {table: t, name: c, type: int, identity: no}      | InvalidValue | identity
            {table: t, name: c, type: int, identity: never}   | InvalidValue | must be one of always, by_default
            {table: t, name: c, type: int, generated: {as: 1}}| UnknownField | changes[0].add_column.generated.as
            {table: t, name: c, type: int, generated: b, default: '1'} | InvalidValue | generated can't be there beside default
            """)
    void what_is_wrong_is_named_with_its_place(String entry, String rule, String detail) {
        UnreadableMessage refused = catchThrowableOfType(UnreadableMessage.class, () -> read(entry));

        assertThat(refused.rule()).isEqualTo(rule);
        assertThat(refused.detail()).contains(detail);
    }

    private AddColumn change(String entry) throws UnreadableMessage {
        return (AddColumn) read(entry).changes().get(0);
    }

    private RolloutSpec read(String entry) throws UnreadableMessage {
        String yaml = "revision: r1\ndatabase: shop\nchanges:\n  - add_column: " + entry + "\n";
        return files.read(yaml.getBytes(StandardCharsets.UTF_8), Format.YAML);
    }
}
