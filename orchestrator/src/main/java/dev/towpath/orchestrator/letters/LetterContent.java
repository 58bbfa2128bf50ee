package dev.towpath.orchestrator.letters;

import dev.towpath.orchestrator.eventstore.OutboxMessage.Header;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/dead-letters/{id}}: the letter, and its original to the byte. */
public record LetterContent(LetterDocument letter, Bytes key, List<NamedBytes> headers, Bytes value) {
    public LetterContent {
        headers = List.copyOf(headers);
    }

    static LetterContent of(
            LetterDocument letter, byte @Nullable [] key, List<Header> headers, byte @Nullable [] value) {
        List<NamedBytes> named = headers.stream()
                .map(header -> new NamedBytes(header.name(), Bytes.of(header.value())))
                .toList();
        return new LetterContent(letter, Bytes.of(key), named, Bytes.of(value));
    }

    /** One header; a name may occur more than once. */
    public record NamedBytes(String name, Bytes value) {}

    /**
     * Bytes in JSON.
     *
     * @param encoding {@code text} for UTF-8, {@code base64} for anything else, {@code none} where there are no bytes at all
     */
    public record Bytes(String encoding, String data) {
        static Bytes of(byte @Nullable [] bytes) {
            if (bytes == null) {
                return new Bytes("none", "");
            }
            try {
                return new Bytes(
                        "text",
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(bytes))
                                .toString());
            } catch (CharacterCodingException noText) {
                return new Bytes("base64", Base64.getEncoder().encodeToString(bytes));
            }
        }
    }
}
