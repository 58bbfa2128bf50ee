package dev.towpath.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TopicOrderTest {
    private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();

    @Test
    void repetitions_are_in_order_and_each_rollout_counts_for_itself() {
        says("one", 1);
        says("other", 1);
        says("one", 2);
        says("one", 1);
        says("one", 2);
        says("one", 3);
        assertThat(TopicOrder.violations(seen)).isEmpty();
    }

    @Test
    void what_comes_before_its_forerunner_is_found() {
        says("one", 1);
        says("one", 3);
        says("one", 2);
        assertThat(TopicOrder.violations(seen)).singleElement().asString().contains("3 after 1");
    }

    private void says(String subject, int sequence) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("topic", 0, seen.size(), null, null);
        record.headers().add("ce_subject", subject.getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_sequence", Integer.toString(sequence).getBytes(StandardCharsets.UTF_8));
        seen.add(record);
    }
}
