package dev.towpath.contracts.codec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Jackson's exceptions as complaints with a place: line and column for syntax, a path for values. */
final class Faults {
    private Faults() {}

    /** The bytes are no JSON. */
    static UnreadableMessage syntax(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String place = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        return UnreadableMessage.unreadable("not readable JSON: " + Text.shown(e.getOriginalMessage()) + place);
    }

    /** The JSON {@code data} doesn't fit the record. In the words of the record that refuses a value, where there is one. */
    static UnreadableMessage value(JsonProcessingException e, JsonNode data) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableMessage own) {
                return own;
            }
        }
        return e instanceof JsonMappingException mapping
                ? UnreadableMessage.invalid(path(mapping), complaint(mapping, place(mapping, data)))
                : UnreadableMessage.invalid("", "can't be read: " + Text.shown(e.getOriginalMessage()));
    }

    private static String complaint(JsonMappingException e, JsonNode place) {
        if (place.isMissingNode() || place.isNull()) {
            return "is required";
        }
        if (e.getCause() instanceof IllegalArgumentException refused && refused.getMessage() != null) {
            return "can't be read: " + refused.getMessage();
        }
        if (e instanceof InvalidFormatException format) {
            Object[] known = format.getTargetType().getEnumConstants();
            return known == null
                    ? "holds what can't be read: '" + Text.shown(String.valueOf(format.getValue())) + "'"
                    : "must be one of " + words(known) + ", but is '" + Text.shown(place.asText()) + "'";
        }
        return e instanceof MismatchedInputException
                ? "can't be " + Fields.kindOf(place)
                : "can't be read: " + Text.shown(e.getOriginalMessage());
    }

    private static String words(Object[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static JsonNode place(JsonMappingException e, JsonNode data) {
        JsonNode place = data;
        for (JsonMappingException.Reference step : e.getPath()) {
            place = step.getFieldName() == null ? place.path(step.getIndex()) : place.path(step.getFieldName());
        }
        return place;
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}
