package dev.towpath.planner.trial;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** What the engine made of a new column, or why it made none. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ColumnTrial.Made.class, name = "made"),
    @JsonSubTypes.Type(value = ColumnTrial.Refused.class, name = "refused")
})
public sealed interface ColumnTrial {
    /**
     * The column as the engine understood it.
     *
     * @param type with modifiers, as SQL that means the same under every search path
     * @param collation as SQL; empty if it is the type's own
     * @param constrainedDomain whether the type is a domain with a constraint, on any level
     * @param ownsSequence whether the type made a sequence, as serial does
     * @param expression of the default, or that the column is generated from, as the engine deparses it; else empty
     * @param valued whether the engine computed one value for all rows that are there already, and it isn't NULL
     * @param rewrites whether the engine made a new file for the table
     * @param builtIn whether the expression calls nothing but functions and operators of the engine's own
     * @param uses columns of the table that the expression refers to, literal
     */
    record Made(
            String type,
            String collation,
            boolean constrainedDomain,
            boolean ownsSequence,
            String expression,
            boolean valued,
            boolean rewrites,
            boolean builtIn,
            List<String> uses)
            implements ColumnTrial {
        public Made {
            uses = List.copyOf(uses);
        }
    }

    /**
     * The engine's own error.
     *
     * @param part what it was about: {@code type} or {@code value}
     */
    record Refused(String part, String sqlState, String message) implements ColumnTrial {}

    /** Reads the answer of {@link TrialScript}; anything else is a bug and throws IllegalArgumentException. */
    static ColumnTrial parse(String json) {
        try {
            return Reading.READER.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not the answer of a trial", e);
        }
    }

    /** Strict: the script and the records belong to one version. */
    final class Reading {
        private static final ObjectReader READER = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build()
                .readerFor(ColumnTrial.class);

        private Reading() {}
    }
}
