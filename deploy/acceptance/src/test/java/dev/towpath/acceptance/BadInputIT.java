package dev.towpath.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is sent to the command topic is answered by name or put aside whole, and what comes after it still works. */
@OnSharedProduct
class BadInputIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Running running;
    static Api api;
    static Wire wire;

    @BeforeAll
    static void use(Running shared) throws Exception {
        running = shared;
        api = running.api();
        wire = running.wire();
        Catalog.run(running.stack().shopJdbc(), """
                create table items(id int primary key, a text, b text);
                create table viewed(id int primary key, a text);
                create view seen as select a from viewed;
                """);
    }

    @Test
    void unreadable_json_goes_to_the_dead_letters_whole_and_the_next_command_is_answered() throws Exception {
        wire.command("{\"specversion\":", submit("after-unreadable", "r1", "nowhere", "a", "c"));
        assertThat(reply("after-unreadable").path("result").asText()).isEqualTo("accepted");
        await().untilAsserted(() -> assertThat(wire.readAll("towpath.dead-letters"))
                .extracting(BadInputIT::text)
                .contains("{\"specversion\":"));
    }

    @Test
    void an_unknown_field_is_rejected_with_its_path() throws Exception {
        wire.command(
                submit("unknown-field", "r2", "items", "a", "c").replace("\"revision\"", "\"revison\":1,\"revision\""));
        JsonNode reply = reply("unknown-field");
        assertThat(reply.path("rule").asText()).isEqualTo("UnknownField");
        assertThat(reply.path("detail").asText()).contains("revison").contains("revision");
    }

    @Test
    void a_missing_table_and_a_taken_column_name_fail_at_planning_by_name() throws Exception {
        wire.command(submit("no-table", "r3", "nowhere", "a", "c"), submit("taken", "r4", "items", "a", "b"));
        assertThat(planningFailure("shop.r3")).contains("TableMissing").contains("nowhere");
        assertThat(planningFailure("shop.r4")).contains("items").contains("b");
    }

    @Test
    void a_view_over_the_column_is_refused_naming_the_view() throws Exception {
        wire.command(submit("view", "r5", "viewed", "a", "c"));
        assertThat(planningFailure("shop.r5")).contains("seen");
    }

    @Test
    void the_same_id_again_gets_the_same_reply_and_with_other_data_a_rejection() throws Exception {
        String first = submit("same", "r6", "nowhere", "a", "c");
        wire.command(first, first, submit("same", "r7", "nowhere", "a", "c"));
        await().untilAsserted(() -> assertThat(replies("same")).hasSize(3));
        List<JsonNode> replies = replies("same");
        assertThat(replies.get(1)).isEqualTo(replies.get(0));
        assertThat(replies.get(2).path("rule").asText()).isEqualTo("CommandIdReused");
    }

    @Test
    void what_is_known_but_not_built_is_rejected_by_name() throws Exception {
        wire.command("""
                {"specversion":"1.0","id":"maria","source":"/acceptance","type":"dev.towpath.command.register-database.v1",
                 "data":{"actor":"a@example.org","database":"maria","engine":"mariadb"}}
                """);
        assertThat(reply("maria").path("rule").asText()).isEqualTo("NotSupportedYet");
    }

    @Test
    void a_message_over_the_limit_is_refused_naming_the_limit() throws Exception {
        wire.command(submit("big", "r8", "items", "a", "c")
                .replace("\"reason\":\"bad input\"", "\"reason\":\"" + "x".repeat(900_000) + "\""));
        await().untilAsserted(() -> assertThat(wire.readAll("towpath.dead-letters").stream()
                                .anyMatch(letter -> text(letter).length() > 900_000)
                        || replies("big").stream()
                                .anyMatch(r -> r.path("detail").asText().contains("256 KiB")))
                .isTrue());
    }

    @Test
    void rest_answers_bad_input_with_problems() throws Exception {
        assertThat(api.post("/api/rollouts", "application/json", "a@example.org", "{")
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/api/rollouts", "application/yaml", "a@example.org", "a: 1\na: 2")
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/api/rollouts/shop.nothing/pause", "application/json", "a@example.org", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(api.get("/api/rollouts/shop.nothing").path("status").asInt()).isEqualTo(404);
    }

    private static String submit(String id, String revision, String table, String from, String to) {
        return """
                {"specversion":"1.0","id":"%s","source":"/acceptance","type":"dev.towpath.command.submit-rollout.v1",
                 "data":{"actor":"author@example.org","reason":"bad input","rollout":{"revision":"%s","database":"shop","new_head":true,
                 "changes":[{"rename_column":{"table":"%s","from":"%s","to":"%s"}}]}}}
                """.formatted(id, revision, table, from, to);
    }

    private static String planningFailure(String rollout) {
        await().atMost(Duration.ofSeconds(30)).until(() -> api.state(rollout).equals("failed"));
        return api.rollout(rollout).path("failure").toString();
    }

    private static JsonNode reply(String commandId) {
        await().atMost(Duration.ofSeconds(30)).until(() -> !replies(commandId).isEmpty());
        return replies(commandId).getFirst();
    }

    private static List<JsonNode> replies(String commandId) {
        return wire.readAll("towpath.command-replies").stream()
                .map(record -> json(text(record)))
                .filter(reply -> reply.path("command_id").asText().equals(commandId))
                .toList();
    }

    private static String text(ConsumerRecord<byte[], byte[]> letter) {
        return letter.value() == null ? "" : new String(letter.value(), StandardCharsets.UTF_8);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
