package dev.towpath.contracts.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.anchor.Anchor;
import java.time.Instant;
import java.util.List;

/**
 * The hash that chains an anchor to its predecessor: the lower-case hex SHA-256 of the {@link CanonicalJson} text of the
 * anchor as it is on the wire, without its {@code hash}.
 */
public final class AnchorHash {
    private AnchorHash() {}

    /** The anchor with those contents, hashed. */
    public static Anchor anchor(
            long number,
            Instant time,
            String through,
            long events,
            long streams,
            List<Anchor.Head> heads,
            String previousHash) {
        Anchor unhashed = new Anchor(number, time, through, events, streams, heads, previousHash, "");
        return new Anchor(number, time, through, events, streams, heads, previousHash, of(unhashed));
    }

    /** Whether the hash is that of the contents. */
    public static boolean isGenuine(Anchor anchor) {
        return anchor.hash().equals(of(anchor));
    }

    private static String of(Anchor anchor) {
        ObjectNode hashed = JsonNodeFactory.instance.objectNode();
        hashed.put("number", anchor.number());
        hashed.put("time", anchor.time().toString());
        hashed.put("through", anchor.through());
        hashed.put("events", anchor.events());
        hashed.put("streams", anchor.streams());
        ArrayNode heads = hashed.putArray("heads");
        for (Anchor.Head head : anchor.heads()) {
            heads.addObject()
                    .put("stream", head.stream())
                    .put("version", head.version())
                    .put("hash", head.hash());
        }
        hashed.put("previous_hash", anchor.previousHash());
        return CanonicalJson.sha256(hashed);
    }
}
