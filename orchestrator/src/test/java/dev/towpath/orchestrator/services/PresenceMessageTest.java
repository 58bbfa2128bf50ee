package dev.towpath.orchestrator.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.orchestrator.eventstore.OutboxMessage.Header;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceMessageTest {
    private static final MessageCodec CODEC = new MessageCodec();
    private static final String BODY = """
            {"service":"crm","instance":"crm-1","version":"2.4.0","database":"shop",
             "acknowledged":{"shop.add_name":"read_new"},"of_a_later_version":1}""";
    private static final String EVENT = """
            {"specversion":"1.0","id":"1","source":"/crm/crm-1","type":"%s","data":%s}""";
    private static final String PRESENT = "dev.towpath.presence.instance-present.v1";
    private static final List<Header> BINARY = List.of(
            Header.of("ce_specversion", "1.0"),
            Header.of("ce_id", "1"),
            Header.of("ce_source", "/crm/crm-1"),
            Header.of("ce_type", PRESENT));

    @Test
    void the_plain_body_and_both_modes_of_cloud_events_say_the_same() {
        PresenceMessage plain = read("crm/crm-1", List.of(), BODY);

        assertThat(plain).isInstanceOfSatisfying(PresenceMessage.Present.class, said -> assertThat(
                        said.present().acknowledged())
                .hasSize(1));
        assertThat(read("crm/crm-1", BINARY, BODY)).isEqualTo(plain);
        assertThat(read("crm/crm-1", List.of(), EVENT.formatted(PRESENT, BODY))).isEqualTo(plain);
    }

    @Test
    void no_value_is_a_goodbye() {
        assertThat(read("crm/crm-1", List.of(), null))
                .isEqualTo(new PresenceMessage.Goodbye(InstanceKey.parse("crm/crm-1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"crm", "", "/crm-1", "crm/", "crm/crm-1/2", "crm/ä", "c rm/1"})
    void a_key_that_names_no_instance_is_unfit_with_or_without_a_value(String key) {
        assertThat(reason(key, BODY)).startsWith("InvalidValue: key");
        assertThat(reason(key, null)).startsWith("InvalidValue: key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "crm/crm-2 | KeyContradicts",
                "billing/crm-1 | KeyContradicts",
            })
    void a_key_that_names_somebody_else_is_unfit(String key, String rule) {
        assertThat(reason(key, BODY)).startsWith(rule).contains(key, "crm/crm-1");
    }

    @Test
    void what_can_not_be_read_is_unfit_by_its_rule() {
        assertThat(reason("crm/crm-1", "{ no json")).startsWith("UnreadableMessage");
        assertThat(reason("crm/crm-1", "")).startsWith("UnreadableMessage");
        assertThat(reason("crm/crm-1", "[]")).startsWith("InvalidValue");
        assertThat(reason("crm/crm-1", BODY.replace("2.4.0", "two")))
                .startsWith("InvalidValue")
                .contains("version");
        assertThat(reason("crm/crm-1", BODY.replace("read_new", "later"))).startsWith("InvalidValue");
        assertThat(reason("crm/crm-1", EVENT.formatted("dev.towpath.command.pause-rollout.v1", """
                {"actor":"a","reason":"b","rollout_id":"shop.r"}""")))
                .startsWith("UnknownType");
        assertThat(reason("crm/crm-1", "\"" + "x".repeat(300_000) + "\"")).startsWith("TooLarge");
    }

    private static String reason(String key, @Nullable String value) {
        return read(key, List.of(), value) instanceof PresenceMessage.Unfit(var rule, var detail)
                ? rule + ": " + detail
                : "it could be read";
    }

    @SuppressWarnings("NullAway") // it does not see what a record's compiled array may be
    private static PresenceMessage read(String key, List<Header> headers, @Nullable String value) {
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        return PresenceMessage.read(
                new OriginalRecord(
                        "towpath.presence", 0, 7, Instant.EPOCH, key.getBytes(StandardCharsets.UTF_8), headers, bytes),
                CODEC);
    }
}
