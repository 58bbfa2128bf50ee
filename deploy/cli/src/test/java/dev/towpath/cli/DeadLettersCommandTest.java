package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DeadLettersCommandTest {
    private static final String LETTER = """
            {"id":17,"dead_at":"2026-03-06T12:00:01.5Z","by":"/agent/shop","rule":"HandlerFailed","detail":"it failed 5 times",
             "attempts":5,"first_error":"X","last_error":"Y 22021","topic":"towpath.agent.shop.commands","partition":0,
             "offset":4,"sent_at":"2026-03-06T12:00:00Z","complete":true,"source":"/orchestrator","message_id":"shop.r/3",
             "type":"dev.towpath.agent.pause-work.v1","rollout_id":"shop.r",
             "replays":[{"time":"2026-03-06T13:00:00Z","actor":"dba","reason":"mended"}]}""";

    @AutoClose
    private final Shell shell = new Shell("dead-letters");

    @Test
    void letters_are_listed_with_why_and_who_put_them_back() {
        shell.server().on("GET /api/dead-letters?topic=towpath.commands", 200, "[" + LETTER + "]");
        shell.server().on("GET /api/dead-letters", 200, "[]");

        assertThat(shell.run("list", "--topic", "towpath.commands")).isZero();
        assertThat(shell.out()).isEqualTo("""
                ID  PUT ASIDE             TOPIC                        ABOUT   ATTEMPTS  RULE           PUT BACK
                17  2026-03-06 12:00:01Z  towpath.agent.shop.commands  shop.r  5         HandlerFailed  2026-03-06 13:00:00Z by dba
                """);
        assertThat(shell.run("list")).isZero();
        assertThat(shell.out()).endsWith("No dead letters.\n");
    }

    @Test
    void one_is_shown_with_its_errors_its_place_and_its_bytes() {
        shell.server().on("GET /api/dead-letters/17", 200, """
                {"letter":%s,"key":{"encoding":"base64","data":"AP8="},
                 "headers":[{"name":"ce_id","value":{"encoding":"text","data":"shop.r/3"}},
                            {"name":"odd","value":{"encoding":"none","data":""}}],
                 "value":{"encoding":"text","data":"{}"}}""".formatted(LETTER));

        assertThat(shell.run("show", "17")).isZero();
        assertThat(shell.out()).isEqualTo("""
                why         HandlerFailed: it failed 5 times
                errors      X, at last Y 22021
                put aside   2026-03-06 12:00:01Z by /agent/shop after 5 attempts
                lay on      towpath.agent.shop.commands, partition 0, offset 4, sent 2026-03-06 12:00:00Z
                message     dev.towpath.agent.pause-work.v1 /orchestrator shop.r/3
                put back    2026-03-06 13:00:00Z by dba: mended
                key         base64 AP8=
                header      ce_id: shop.r/3
                header      odd: (none)

                {}
                """);
    }

    @Test
    void letters_are_put_back_by_number_with_actor_and_reason() {
        shell.server().on("POST /api/dead-letters/17/replay", 202, "{\"replayed\":[17],\"refused\":[]}");
        shell.server()
                .on(
                        "POST /api/dead-letters/18/replay",
                        409,
                        "{\"rule\":\"LetterIncomplete\",\"detail\":\"too large\"}");

        assertThat(shell.run("replay", "17", "18", "--actor", "dba", "--reason", "mended"))
                .isEqualTo(1);
        assertThat(shell.out()).isEqualTo("17 put back\n");
        assertThat(shell.err()).contains("LetterIncomplete: too large");
        assertThat(shell.server().requests().getFirst().body()).isEqualTo("{\"actor\":\"dba\",\"reason\":\"mended\"}");
    }

    @Test
    void all_are_put_back_at_once_and_those_that_stay_are_named() {
        shell.server().on("POST /api/dead-letters/replay?topic=t", 202, """
                {"replayed":[1,2],"refused":[{"id":3,"rule":"OnlyTheLastWordCounts","detail":"said again"}]}""");

        assertThat(shell.run("replay", "--all", "--topic", "t", "--actor", "dba", "--reason", "mended"))
                .isEqualTo(1);
        assertThat(shell.out()).isEqualTo("2 put back\n3 stays: OnlyTheLastWordCounts: said again\n");
    }

    @Test
    void a_replay_says_what_and_why() {
        assertThat(shell.run("replay", "17", "--actor", "dba")).isEqualTo(2);
        assertThat(shell.err()).contains("--reason");
        assertThat(shell.run("replay", "--actor", "dba", "--reason", "mended")).isEqualTo(2);
        assertThat(shell.run("replay", "17", "--all", "--actor", "dba", "--reason", "mended"))
                .isEqualTo(2);
        assertThat(shell.run("replay", "17", "--topic", "t", "--actor", "dba", "--reason", "mended"))
                .isEqualTo(2);
        assertThat(shell.server().requests()).isEmpty();
    }
}
