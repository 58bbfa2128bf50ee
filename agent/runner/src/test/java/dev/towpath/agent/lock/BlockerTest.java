package dev.towpath.agent.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockerTest {
    @Test
    void the_line_says_who_in_what_state_and_since_when_oldest_first() {
        Blocker young = new Blocker(2, "", "client backend", "active", "2026-03-06 10:00:05+00");
        Blocker old = new Blocker(9, "report", "client backend", "idle in transaction", "2026-03-06 09:00:00+00");

        assertThat(Blocker.line(List.of(young, old)))
                .isEqualTo("pid 9 (report), idle in transaction, since 2026-03-06 09:00:00+00; "
                        + "pid 2 (client backend), active, since 2026-03-06 10:00:05+00");
    }

    @Test
    void many_are_counted_instead_of_listed() {
        List<Blocker> crowd = IntStream.range(0, 8)
                .mapToObj(pid -> new Blocker(pid, "app", "client backend", "active", "2026-03-06 10:00:00+00"))
                .toList();

        assertThat(Blocker.line(crowd)).endsWith("; and 3 more");
    }
}
