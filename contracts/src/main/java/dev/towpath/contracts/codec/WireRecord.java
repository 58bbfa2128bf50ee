package dev.towpath.contracts.codec;

import java.util.Map;

/**
 * A message as Kafka carries it, in CloudEvents' binary mode.
 *
 * @param headers the {@code ce_} attributes and {@code content-type}; UTF-8 on the wire
 * @param value the data as JSON; not copied, never to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed straight to a Kafka producer, never compared
public record WireRecord(Map<String, String> headers, byte[] value) {
    public WireRecord {
        headers = Map.copyOf(headers);
    }
}
