package dev.towpath.contracts.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.towpath.contracts.spec.RolloutSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Rollout files, YAML or JSON, read strictly: what isn't known is refused with its path and the nearest known name, what
 * isn't built with its name, and nothing is ever ignored. Thread-safe.
 */
public final class RolloutFiles {
    /** How a file is written. */
    public enum Format {
        YAML,
        JSON
    }

    private final ObjectMapper mapper = WireMapper.create(Upcasters.RELEASED);

    /** The rollout that a file describes, with its defaults filled in. */
    public RolloutSpec read(byte[] file, Format format) throws UnreadableMessage {
        return read(parse(file, format));
    }

    /** The same for a file that is parsed already. */
    public RolloutSpec read(JsonNode file) throws UnreadableMessage {
        return RolloutReader.read(file, "", Fields.Reading.STRICT);
    }

    /** The file as JSON, its content not judged yet: what {@code submit-rollout} carries as {@code rollout}. */
    public JsonNode parse(byte[] file, Format format) throws UnreadableMessage {
        if (file.length > MessageCodec.MAX_BYTES) {
            throw UnreadableMessage.tooLarge(file.length);
        }
        JsonNode tree =
                switch (format) {
                    case YAML -> YamlTree.parse(text(file));
                    case JSON -> json(file);
                };
        if (tree.isMissingNode()) {
            throw UnreadableMessage.unreadable("the file is empty");
        }
        return tree;
    }

    /** The rollout in the form of its file, defaults filled in, keys always in the same order. */
    public JsonNode write(RolloutSpec rollout) {
        return RolloutWriter.write(rollout);
    }

    private JsonNode json(byte[] file) throws UnreadableMessage {
        try {
            return mapper.readTree(file);
        } catch (JsonProcessingException e) {
            throw Faults.syntax(e);
        } catch (IOException e) {
            throw UnreadableMessage.unreadable("not readable JSON: not in UTF-8");
        }
    }

    private static String text(byte[] file) throws UnreadableMessage {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            throw UnreadableMessage.unreadable("the file is not UTF-8");
        }
    }
}
