package dev.towpath.contracts.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.PauseWork;
import dev.towpath.contracts.command.PauseRollout;
import dev.towpath.contracts.command.RegisterDatabase;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.presence.InstancePresent;
import dev.towpath.contracts.spec.Lineage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {
    private static final String PAUSE = "{\"actor\":\"dba\",\"rollout_id\":\"shop.r1\"}";
    private static final MessageId C1 = new MessageId("/ci", "c-1");
    private final MessageCodec codec = new MessageCodec();

    @ParameterizedTest
    @ValueSource(strings = {"", "application/cloudevents+json", "application/cloudevents+json; charset=utf-8"})
    void structured_mode_is_read_with_or_without_its_content_type(String contentType) throws UnreadableMessage {
        Map<String, String> headers = contentType.isEmpty() ? Map.of() : Map.of("content-type", contentType);

        Envelope<?> message = codec.decode(headers, bytes(structured("pause-rollout", PAUSE)));

        assertThat(message.id()).isEqualTo(C1);
        assertThat(message.time()).isEqualTo(Instant.EPOCH);
        assertThat(message.data()).isInstanceOf(PauseRollout.class);
    }

    @Test
    void messages_between_processes_tolerate_additions() throws UnreadableMessage {
        Envelope<?> message = codec.decode(
                binary("agent-command.pause-work"), bytes("{\"rollout_id\":\"shop.r1\",\"urgency\":{\"level\":[7]}}"));

        assertThat(message.data()).isInstanceOf(PauseWork.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            pause-rollout    | {"rollout_id":"shop.r1"}                            | InvalidValue     | actor is required
            pause-rollout    | {"actor":" ","rollout_id":"shop.r1"}                | InvalidValue     | actor must not be empty
            pause-rollout    | {"actor":null,"rollout_id":"shop.r1"}               | InvalidValue     | actor must be text, but is null
            pause-rollout    | {"actor":"a","rollout_id":"shop"}                   | InvalidValue     | rollout_id is 'shop'
            pause-rollout    | {"actor":"a","rollout_id":["shop.r1"]}              | InvalidValue     | rollout_id must be text, but is a list
            pause-rollout    | {"actor":"a","rolloutid":"shop.r1"}                 | UnknownField     | did you mean 'rollout_id'?
            pause-rollout    | {"actor":"a","rollout_id":"shop.r1","x.y":1}        | UnknownField     | unknown field ['x.y']
            pause-rollout    | {"actor":"a","actor":"b","rollout_id":"shop.r1"}    | UnreadableMessage| Duplicate field
            pause-rollout    | {"actor":"\\u0000","rollout_id":"shop.r1"}          | InvalidValue     | can't be stored
            pause-rollout    | {"actor":"\\ud800","rollout_id":"shop.r1"}          | InvalidValue     | can't be stored
            pause-rollout    | null                                                | InvalidValue     | must be an object, but is null
            pause-rollout    | []                                                  | InvalidValue     | must be an object, but is a list
            pause-rollout    | {"actor":                                           | UnreadableMessage| not readable JSON
            pause-rollout    | {} {}                                               | UnreadableMessage| not readable JSON
            approve-stage    | {"actor":"a","rollout_id":"shop.r1","stage":"end"}  | InvalidValue     | must be one of expand
            register-database| {"actor":"a","database":"Shop","engine":"postgresql"}| InvalidValue    | database is 'Shop'
            register-database| {"actor":"a","database":"s","engine":"oracle"}      | InvalidValue     | must be one of postgresql
            register-database| {"actor":"a","database":"s","engine":"mysql"}       | NotSupportedYet  | the engine mysql
            register-database| {"actor":"a","database":"s","engine":"postgresql","naming":{}} | NotSupportedYet | naming
            submit-rollout   | {"actor":"a","rollout":{"revison":"r"}}             | UnknownField     | rollout.revison; did you mean 'revision'?
            submit-rollout   | {"actor":"a","rollout":{},"plan_onyl":true}         | UnknownField     | did you mean 'plan_only'?
            add-note         | {"actor":"a","rollout_id":"shop.r1","text":" "}     | InvalidValue     | text must not be empty
            start-rollout    | {"actor":"a"}                                       | InvalidValue     | rollout_id is required
            abort-rollout    | {"actor":"a","rollout_id":"shop.r1"}                | InvalidValue     | reason is required
            abort-rollout    | {"actor":"a","reason":"b","rollout_id":"shop.r1","leave_in_place":"yes"} | InvalidValue | leave_in_place must be true or false
            tune-backfill    | {"actor":"a","rollout_id":"shop.r1"}                | InvalidValue     | batch_duration is required, unless pause is given
            tune-backfill    | {"actor":"a","rollout_id":"shop.r1","pause":"2m"}   | InvalidValue     | pause must be from 0s to 1m
            resolve-doubt    | {"actor":"a","reason":"b","rollout_id":"shop.r1"}   | InvalidValue     | took_effect is required
            stamp-revision   | {"actor":"a","database":"s","revision":"r"}         | InvalidValue     | reason is required
            stamp-revision   | {"actor":"a","reason":"x","revision":"r"}           | InvalidValue     | database is required
            pause-database   | {"actor":"a","database":"shop"}                     | InvalidValue     | reason is required
            pause-database   | {"actor":"a","reason":"b","database":"S!"}          | InvalidValue     | database
            resume-database  | {"actor":"a","rollout_id":"shop.r1"}                | UnknownField     | rollout_id
            reopen-gate      | {"actor":"a","rollout_id":"shop.r1","stage":"cutover"} | InvalidValue | reason is required
            reopen-gate      | {"actor":"a","reason":"b","rollout_id":"shop.r1"}   | InvalidValue     | stage is required
            pause-rolout     | {"actor":"a","rollout_id":"shop.r1"}                | UnknownType      | did you mean 'dev.towpath.command.pause-rollout.v1'?
            """)
    void a_bad_command_is_refused_and_its_sender_known(String type, String data, String rule, String detail) {
        UnreadableMessage refused = refusal(binary("command." + type), bytes(data));

        assertThat(refused.rule()).isEqualTo(rule);
        assertThat(refused.detail()).contains(detail);
        assertThat(refused.identity()).contains(C1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "specversion":"0.3"                                  | UnreadableMessage | specversion is '0.3'
            "specversion":"1.0","time":"2026-03-06T12:00:00"     | InvalidValue      | with a zone
            "specversion":"1.0","time":"yesterday"               | InvalidValue      | with a zone
            "specversion":"1.0","datacontenttype":"text/plain"   | UnreadableMessage | must be application/json
            "specversion":"1.0","subject":"\\u0000"              | InvalidValue      | subject must be text
            "specversion":"1.0","sequence":-1                    | InvalidValue      | sequence is '-1'
            """)
    void a_bad_attribute_is_refused_and_its_sender_known(String attributes, String rule, String detail) {
        String event = "{" + attributes + ",\"id\":\"c-1\",\"source\":\"/ci\","
                + "\"type\":\"dev.towpath.command.pause-rollout.v1\",\"data\":" + PAUSE + "}";

        UnreadableMessage refused = refusal(Map.of(), bytes(event));

        assertThat(refused.rule()).isEqualTo(rule);
        assertThat(refused.detail()).contains(detail);
        assertThat(refused.identity()).contains(C1);
    }

    @Test
    void a_trace_context_of_another_form_is_as_good_as_none() throws UnreadableMessage {
        String event = structured("pause-rollout", PAUSE).replace("\"id\"", "\"traceparent\":\"\\u0000\",\"id\"");

        assertThat(codec.decode(Map.of(), bytes(event)).traceparent()).isEmpty();
    }

    @Test
    void the_rollout_of_an_unreadable_command_is_told_where_it_can_be() {
        assertThat(refusal(binary("command.pause-rollout"), bytes("{\"rollout_id\":\"shop.r1\",\"x\":1}"))
                        .rolloutId())
                .isEqualTo("shop.r1");
        assertThat(refusal(
                                binary("command.submit-rollout"),
                                bytes("{\"actor\":\"a\",\"rollout\":{\"database\":\"shop\",\"revision\":\"r1\"}}"))
                        .rolloutId())
                .isEqualTo("shop.r1");
        assertThat(refusal(binary("command.pause-rollout"), bytes("[]")).rolloutId())
                .isEmpty();
    }

    @Test
    void a_command_above_the_limit_is_refused_naming_it_and_its_sender() {
        String huge = "{\"actor\":\"" + "x".repeat(1_000_000) + "\",\"rollout_id\":\"shop.r1\"}";

        for (UnreadableMessage refused : new UnreadableMessage[] {
            refusal(binary("command.pause-rollout"), bytes(huge)),
            refusal(Map.of(), bytes(structured("pause-rollout", huge)))
        }) {
            assertThat(refused.rule()).isEqualTo("TooLarge");
            assertThat(refused.detail()).contains("256 KiB");
            assertThat(refused.identity()).contains(C1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hello", "[]", "{}", "null", "{\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"/ci\"}"})
    void what_names_no_sender_has_no_identity(String value) {
        UnreadableMessage refused = refusal(Map.of(), bytes(value));

        assertThat(refused.rule()).isEqualTo("UnreadableMessage");
        assertThat(refused.identity()).isEmpty();
    }

    @Test
    void a_message_without_a_value_has_no_data() {
        UnreadableMessage refused = catchThrowableOfType(
                UnreadableMessage.class, () -> codec.decode(binary("command.pause-rollout"), null));

        assertThat(refused.detail()).contains("no data");
    }

    @Test
    void whatever_the_bytes_are_nothing_else_is_thrown() {
        Random random = new Random(20260306);
        byte[] good = bytes(structured(
                "submit-rollout", codec.toJson(Samples.all().get(1).data()).toString()));
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = good.clone();
            for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            byte[] damaged = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            for (byte[] value : new byte[][] {bytes, damaged}) {
                try {
                    codec.decode(Map.of(), value);
                } catch (UnreadableMessage refused) {
                    assertThat(refused.detail()).isNotBlank();
                }
            }
        }
    }

    @Test
    void a_command_is_the_same_whether_it_came_as_text_or_from_a_form() throws UnreadableMessage {
        RegisterDatabase command = codec.fromJson(
                codec.mapper()
                        .createObjectNode()
                        .put("actor", "ops")
                        .put("database", "shop")
                        .put("engine", "postgresql"),
                RegisterDatabase.class);

        assertThat(codec.fromJson(codec.toJson(command), RegisterDatabase.class))
                .isEqualTo(command);
    }

    private UnreadableMessage refusal(Map<String, String> headers, byte[] value) {
        return catchThrowableOfType(UnreadableMessage.class, () -> codec.decode(headers, value));
    }

    private static Map<String, String> binary(String kindAndName) {
        return Map.of(
                "ce_specversion", "1.0",
                "ce_id", "c-1",
                "ce_source", "/ci",
                "ce_type", "dev.towpath." + kindAndName + ".v1",
                "content-type", "application/json; charset=utf-8");
    }

    private static String structured(String command, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"c-1\",\"source\":\"/ci\",\"type\":\"dev.towpath.command." + command
                + ".v1\",\"data\":" + data + "}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|version|version is required",
                "{'version':null}|version|version is required",
                "{'version':'2.4'}|version|version can't be read: a version is written like 2.4.0 or 2.4.0-rc.1 (Semantic Versioning)",
                "{'version':'2.4.0','acknowledged':[]}|acknowledged|acknowledged can't be a list",
                "{'version':'2.4.0','acknowledged':{'shop.r':'later'}}|acknowledged.shop.r|acknowledged.shop.r must be one of old, dual_write, read_new, new_only, but is 'later'",
                "{'version':'2.4.0','acknowledged':{'shop':'old'}}|acknowledged|acknowledged holds what can't be read: 'shop'",
            })
    void what_does_not_fit_is_said_in_words_of_the_field(String told, String path, String detail) throws Exception {
        ObjectNode word = codec.mapper().createObjectNode();
        word.put("service", "crm").put("instance", "crm-1").put("database", "shop");
        word.setAll((ObjectNode) codec.mapper().readTree(told.replace('\'', '"')));

        assertThatThrownBy(() -> codec.fromJson(word, InstancePresent.class))
                .isInstanceOfSatisfying(UnreadableMessage.class, refused -> {
                    assertThat(refused.path()).isEqualTo(path);
                    assertThat(refused.detail()).isEqualTo(detail);
                });
    }

    /** The samples fill every field; the history also holds facts in which most are empty. */
    @Test
    void a_root_of_the_graph_is_read_as_it_was_recorded() throws Exception {
        DatabaseEvent admitted = new DatabaseEvent.RevisionAdmitted(
                RolloutId.parse("shop.20260215_initial_users"), "author@example.org", Lineage.ROOT);

        assertThat(codec.event(MessageTypes.of(admitted.getClass()), codec.toJson(admitted)))
                .isEqualTo(admitted);
    }
}
