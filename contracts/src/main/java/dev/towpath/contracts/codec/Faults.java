package dev.towpath.contracts.codec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;

/** Jackson's exceptions as complaints with a place: line and column for syntax, a path for values. */
final class Faults {
    private Faults() {}

    /** The bytes are no JSON. */
    static UnreadableMessage syntax(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String place = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        return UnreadableMessage.unreadable("not readable JSON: " + Text.shown(e.getOriginalMessage()) + place);
    }

    /** The JSON doesn't fit the record. */
    static UnreadableMessage value(JsonProcessingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableMessage own) {
                return own;
            }
        }
        String path = e instanceof JsonMappingException mapping ? path(mapping) : "";
        return UnreadableMessage.invalid(path, "can't be read: " + Text.shown(e.getOriginalMessage()));
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
