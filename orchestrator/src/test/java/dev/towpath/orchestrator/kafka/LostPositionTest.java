package dev.towpath.orchestrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.orchestrator.kafka.LostPosition.EndsBefore;
import dev.towpath.orchestrator.kafka.LostPosition.ThrownAway;
import org.junit.jupiter.api.Test;

class LostPositionTest {
    @Test
    void what_kafka_keeps_from_the_next_record_on_is_not_lost() {
        assertThat(LostPosition.between(5, 5, 9)).isEmpty();
        assertThat(LostPosition.between(7, 5, 9)).isEmpty();
    }

    @Test
    void nothing_is_lost_where_all_was_read() {
        assertThat(LostPosition.between(9, 5, 9)).isEmpty();
        assertThat(LostPosition.between(9, 9, 9))
                .as("all of it thrown away since")
                .isEmpty();
    }

    @Test
    void what_lies_before_the_first_that_is_kept_was_thrown_away() {
        assertThat(LostPosition.between(4, 5, 9)).contains(new ThrownAway(4, 5));
        assertThat(new ThrownAway(4, 5).words()).contains("offsets 4 and 5");
    }

    @Test
    void a_partition_that_ends_before_the_next_record_is_another() {
        assertThat(LostPosition.between(10, 0, 9)).contains(new EndsBefore(10, 9));
        assertThat(new EndsBefore(10, 9).words()).contains("offset 10", "ends at 9");
    }
}
