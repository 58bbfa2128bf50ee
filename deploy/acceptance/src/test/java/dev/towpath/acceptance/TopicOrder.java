package dev.towpath.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What a consumer rests on: first occurrences on a topic are in order, by sequence number without a gap. */
final class TopicOrder {
    private record Line(String topic, String source, String subject) {}

    private TopicOrder() {}

    /** One line for each message that came too early. */
    static List<String> violations(List<ConsumerRecord<byte[], byte[]>> seen) {
        List<String> violations = new ArrayList<>();
        Map<Line, Long> last = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : seen) {
            long sequence = number(record, "ce_sequence");
            if (sequence == 0) {
                continue;
            }
            Line line = new Line(record.topic(), text(record, "ce_source"), text(record, "ce_subject"));
            long before = last.getOrDefault(line, 0L);
            if (sequence > before + 1) {
                violations.add(line + " has " + sequence + " after " + before + " at offset " + record.offset());
            }
            last.put(line, Math.max(before, sequence));
        }
        return violations;
    }

    private static long number(ConsumerRecord<byte[], byte[]> record, String header) {
        String text = text(record, header);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
        Header found = record.headers().lastHeader(header);
        return found == null ? "" : new String(found.value(), StandardCharsets.UTF_8);
    }
}
