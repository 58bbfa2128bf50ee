package dev.towpath.orchestrator.overview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.towpath.contracts.codec.MessageCodec;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.Optional;

/** {@link RolloutDocument} to the JSON of its row, and back. Unlike a message, it holds nulls. */
@ApplicationScoped
class RolloutJson {
    private final ObjectMapper mapper;

    RolloutJson(MessageCodec codec) {
        mapper = codec.mapper().copy().disable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);
    }

    String write(RolloutDocument document) {
        try {
            return mapper.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Empty if the row is of another shape, as until its turn comes in a rebuild. */
    Optional<RolloutDocument> read(String json) {
        try {
            return Optional.of(mapper.readValue(json, RolloutDocument.class));
        } catch (JsonProcessingException otherShape) {
            return Optional.empty();
        }
    }
}
