package dev.towpath.contracts.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One JSON object, read field by field with its path, so that every complaint names the place. Nothing is converted
 * from one kind to another: a number is not text, {@code null} is not a value.
 */
final class Fields {
    /** What an unknown field means. */
    enum Reading {
        /** Users' input: an unknown field is an error. */
        STRICT,
        /** Between processes of different versions: an unknown field is skipped. */
        TOLERANT
    }

    private static final int TEXT_LIMIT = 2_000;

    private final JsonNode object;
    private final String path;
    private final Reading reading;

    private Fields(JsonNode object, String path, Reading reading) {
        this.object = object;
        this.path = path;
        this.reading = reading;
    }

    /** Opens {@code node}, whose fields may be {@code known} or, if named in {@code notBuilt}, are refused by name. */
    static Fields open(JsonNode node, String path, Reading reading, List<String> known, List<String> notBuilt)
            throws UnreadableMessage {
        if (!node.isObject()) {
            throw UnreadableMessage.invalid(path, "must be an object, but is " + kindOf(node));
        }
        Fields fields = new Fields(node, path, reading);
        for (String name : (Iterable<String>) node::fieldNames) {
            fields.checkName(name, known, notBuilt);
        }
        return fields;
    }

    private void checkName(String name, List<String> known, List<String> notBuilt) throws UnreadableMessage {
        if (notBuilt.contains(name)) {
            throw UnreadableMessage.notSupportedYet(pathOf(name), "the key " + pathOf(name));
        }
        if (reading == Reading.STRICT && !known.contains(name)) {
            List<String> candidates = new ArrayList<>(known);
            candidates.addAll(notBuilt);
            throw UnreadableMessage.unknown("field", pathOf(name), Names.suggestion(name, candidates));
        }
    }

    Reading reading() {
        return reading;
    }

    /** The path of a field of this object; a name that isn't a plain word is quoted. */
    String pathOf(String name) {
        String step = name.matches("[A-Za-z0-9_-]{1,100}") ? name : "['" + Text.shown(name) + "']";
        return path.isEmpty() ? step : path + (step.startsWith("[") ? "" : ".") + step;
    }

    boolean has(String name) {
        return object.has(name);
    }

    /** The field's value whatever it is; complains if it is missing. */
    JsonNode required(String name) throws UnreadableMessage {
        JsonNode node = object.get(name);
        if (node == null) {
            throw UnreadableMessage.invalid(pathOf(name), "is required");
        }
        return node;
    }

    Fields object(String name, List<String> known, List<String> notBuilt) throws UnreadableMessage {
        return open(required(name), pathOf(name), reading, known, notBuilt);
    }

    /** Required text that says something: not empty, not blank, and storable. */
    String text(String name) throws UnreadableMessage {
        String text = anyText(name);
        if (text.isBlank()) {
            throw UnreadableMessage.invalid(pathOf(name), "must not be empty");
        }
        return text;
    }

    /** Text that may be left out, or empty. */
    String text(String name, String otherwise) throws UnreadableMessage {
        return has(name) ? anyText(name) : otherwise;
    }

    private String anyText(String name) throws UnreadableMessage {
        String text = literal(required(name), pathOf(name));
        if (text.length() > TEXT_LIMIT) {
            throw UnreadableMessage.invalid(pathOf(name), "is longer than " + TEXT_LIMIT + " characters");
        }
        return text;
    }

    private static String literal(JsonNode node, String path) throws UnreadableMessage {
        if (!node.isTextual()) {
            throw UnreadableMessage.invalid(
                    path, "must be text, but is " + kindOf(node) + (node.isValueNode() ? "; put it in quotes" : ""));
        }
        if (!Text.isStorable(node.textValue())) {
            throw UnreadableMessage.invalid(
                    path, "holds a character that can't be stored (NUL or half a surrogate pair)");
        }
        return node.textValue();
    }

    /** Required text as a value; {@code parse} says by IllegalArgumentException what is wrong with it. */
    <T> T value(String name, Function<String, T> parse) throws UnreadableMessage {
        return value(required(name), pathOf(name), parse);
    }

    static <T> T value(JsonNode node, String path, Function<String, T> parse) throws UnreadableMessage {
        String text = literal(node, path);
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw UnreadableMessage.invalid(path, "is '" + Text.shown(text) + "': " + e.getMessage());
        }
    }

    int integer(String name, int otherwise, int least, int most) throws UnreadableMessage {
        if (!has(name)) {
            return otherwise;
        }
        JsonNode node = required(name);
        if (!node.isIntegralNumber()) {
            throw UnreadableMessage.invalid(pathOf(name), "must be a whole number, but is " + kindOf(node));
        }
        if (!node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
            throw UnreadableMessage.invalid(pathOf(name), "must be from " + least + " to " + most);
        }
        return node.intValue();
    }

    boolean flag(String name, boolean otherwise) throws UnreadableMessage {
        if (!has(name)) {
            return otherwise;
        }
        JsonNode node = required(name);
        if (!node.isBoolean()) {
            throw UnreadableMessage.invalid(pathOf(name), "must be true or false, but is " + kindOf(node));
        }
        return node.booleanValue();
    }

    Duration duration(String name, Duration otherwise, Duration least, Duration most) throws UnreadableMessage {
        if (!has(name)) {
            return otherwise;
        }
        Duration duration = value(name, DurationText::parse);
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw UnreadableMessage.invalid(
                    pathOf(name), "must be from " + DurationText.format(least) + " to " + DurationText.format(most));
        }
        return duration;
    }

    /** One of a few words, or the first of them if the field is left out. */
    String word(String name, List<String> words) throws UnreadableMessage {
        if (!has(name)) {
            return words.get(0);
        }
        String word = literal(required(name), pathOf(name));
        if (!words.contains(word)) {
            throw UnreadableMessage.invalid(
                    pathOf(name), "is '" + Text.shown(word) + "', but must be one of " + String.join(", ", words));
        }
        return word;
    }

    /** The items of an array, or nothing if the field is left out. */
    List<JsonNode> items(String name) throws UnreadableMessage {
        if (!has(name)) {
            return List.of();
        }
        JsonNode node = required(name);
        if (!node.isArray()) {
            throw UnreadableMessage.invalid(pathOf(name), "must be a list, but is " + kindOf(node));
        }
        List<JsonNode> items = new ArrayList<>();
        node.forEach(items::add);
        return items;
    }

    /** The field if it is there; {@code null} counts as there. */
    Optional<JsonNode> optional(String name) {
        return Optional.ofNullable(object.get(name));
    }

    static String kindOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT, POJO -> "an object";
            case ARRAY -> "a list";
            case STRING, BINARY -> "text";
            case NUMBER -> "the number " + Text.shown(node.asText());
            case BOOLEAN -> "the boolean " + node.asText();
            case NULL -> "null";
            case MISSING -> "missing";
        };
    }
}
