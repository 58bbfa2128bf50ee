package dev.towpath.planner.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TriggerNamesTest {
    private static final String NAME = "tp_00000000_sync";

    @Test
    void the_usual_name_is_kept_where_it_sorts_right() {
        assertThat(TriggerNames.first(NAME, List.of("zz", "ü"))).contains(NAME);
        assertThat(TriggerNames.last(NAME, List.of("audit", "Zed"))).contains(NAME);
    }

    @Test
    void a_mark_puts_it_before_or_after_every_letter() {
        assertThat(TriggerNames.first(NAME, List.of("audit", "0"))).contains("!" + NAME);
        assertThat(TriggerNames.last(NAME, List.of("zz"))).contains("~" + NAME);
    }

    @Test
    void names_that_begin_with_odder_bytes_cannot_be_surrounded() {
        assertThat(TriggerNames.canSurround(NAME, List.of(" blank"))).isFalse();
        assertThat(TriggerNames.canSurround(NAME, List.of("über"))).isFalse();
    }
}
