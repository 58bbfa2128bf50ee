package dev.towpath.contracts.letter;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One header of a Kafka record, to the byte; a name may occur more than once. */
@SuppressWarnings("ArrayRecordComponent") // handed on as it is, never compared
public record LetterHeader(String name, byte @Nullable [] value) {
    static LetterHeader of(String name, String value) {
        return new LetterHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The value as text; empty if there is none. */
    String text() {
        byte[] bytes = value;
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
