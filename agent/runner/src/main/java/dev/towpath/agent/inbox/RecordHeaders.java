package dev.towpath.agent.inbox;

import dev.towpath.contracts.letter.LetterHeader;
import dev.towpath.contracts.letter.OriginalMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A Kafka record's headers: as text, or to the byte with all the rest. */
final class RecordHeaders {
    private RecordHeaders() {}

    /** Of several with one name the last counts, as Kafka has it. */
    static Map<String, String> read(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            byte[] value = header.value();
            headers.put(header.key(), value == null ? "" : new String(value, StandardCharsets.UTF_8));
        }
        return headers;
    }

    static OriginalMessage original(ConsumerRecord<byte[], byte[]> record) {
        List<LetterHeader> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(new LetterHeader(header.key(), header.value())));
        return new OriginalMessage(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                headers,
                record.value());
    }
}
