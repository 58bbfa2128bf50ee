package dev.towpath.contracts;

/** A message's identity on the wire: CloudEvents {@code source} and {@code id} together. */
public record MessageId(String source, String id) {
    public MessageId {
        if (source.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("source and id of a message must not be blank");
        }
    }

    @Override
    public String toString() {
        return source + "#" + id;
    }
}
