package dev.towpath.contracts.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * The part of YAML that means the same to every reader. Refused with line and column: duplicate keys, several documents,
 * anchors, aliases, tags. A plain scalar is a number, a boolean or null only in JSON's spelling ({@code ~} too): names such
 * as {@code no}, {@code 0x1F} or {@code 20260306_1} stay text.
 */
final class YamlTree {
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");
    private static final int LONGEST_NUMBER = 40;
    private static final int DEEPEST = 50;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Parser parser;

    private YamlTree(Parser parser) {
        this.parser = parser;
    }

    /** The only document of {@code text}; missing if there is none. */
    static JsonNode parse(String text) throws UnreadableMessage {
        try {
            LoaderOptions options = new LoaderOptions();
            return new YamlTree(new ParserImpl(new StreamReader(new StringReader(text)), options)).document();
        } catch (MarkedYAMLException e) {
            throw at(e.getProblemMark(), Optional.ofNullable(e.getProblem()).orElse("not YAML"));
        } catch (YAMLException e) {
            throw at(null, "it holds a character that YAML doesn't allow");
        }
    }

    private JsonNode document() throws UnreadableMessage {
        parser.getEvent(); // start of the stream
        if (parser.peekEvent() instanceof StreamEndEvent) {
            return MissingNode.getInstance();
        }
        parser.getEvent(); // start of the document
        JsonNode root = node(0);
        while (parser.peekEvent() instanceof DocumentEndEvent) {
            parser.getEvent();
        }
        if (!(parser.peekEvent() instanceof StreamEndEvent)) {
            throw refused(parser.peekEvent(), "a second document; a rollout file holds one");
        }
        return root;
    }

    private JsonNode node(int depth) throws UnreadableMessage {
        Event event = parser.getEvent();
        if (depth > DEEPEST) {
            throw refused(event, "nested deeper than " + DEEPEST + " levels");
        }
        refuseReferences(event);
        if (event instanceof MappingStartEvent) {
            return mapping(depth);
        }
        if (event instanceof SequenceStartEvent) {
            return sequence(depth);
        }
        return scalar((ScalarEvent) event);
    }

    private ObjectNode mapping(int depth) throws UnreadableMessage {
        ObjectNode object = JSON.objectNode();
        while (!(parser.peekEvent() instanceof MappingEndEvent)) {
            Event key = parser.getEvent();
            refuseReferences(key);
            if (!(key instanceof ScalarEvent scalar)) {
                throw refused(key, "a key must be a plain name");
            }
            if (object.has(scalar.getValue())) {
                throw refused(key, "the key '" + Text.shown(scalar.getValue()) + "' is given twice");
            }
            object.set(scalar.getValue(), node(depth + 1));
        }
        parser.getEvent();
        return object;
    }

    private ArrayNode sequence(int depth) throws UnreadableMessage {
        ArrayNode array = JSON.arrayNode();
        while (!(parser.peekEvent() instanceof SequenceEndEvent)) {
            array.add(node(depth + 1));
        }
        parser.getEvent();
        return array;
    }

    private static JsonNode scalar(ScalarEvent event) {
        String text = event.getValue();
        if (event.getScalarStyle() != ScalarStyle.PLAIN) {
            return JSON.textNode(text);
        }
        switch (text) {
            case "", "~", "null":
                return JSON.nullNode();
            case "true":
                return JSON.booleanNode(true);
            case "false":
                return JSON.booleanNode(false);
            default:
                return text.length() > LONGEST_NUMBER ? JSON.textNode(text) : numberOrText(text);
        }
    }

    private static JsonNode numberOrText(String text) {
        if (INTEGER.matcher(text).matches()) {
            BigInteger number = new BigInteger(text);
            return number.bitLength() < 32 ? JSON.numberNode(number.intValue()) : JSON.numberNode(number);
        }
        return DECIMAL.matcher(text).matches() ? JSON.numberNode(new BigDecimal(text)) : JSON.textNode(text);
    }

    private static void refuseReferences(Event event) throws UnreadableMessage {
        if (event instanceof AliasEvent) {
            throw refused(event, "an alias; write the value out");
        }
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            throw refused(event, "an anchor; there are no aliases here to use it");
        }
        String tag = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof MappingStartEvent mapping
                        ? mapping.getTag()
                        : event instanceof SequenceStartEvent sequence ? sequence.getTag() : null;
        if (tag != null) {
            throw refused(event, "a tag; put text in quotes instead");
        }
    }

    private static UnreadableMessage refused(Event event, String what) {
        return at(event.getStartMark(), what);
    }

    private static UnreadableMessage at(@Nullable Mark mark, String what) {
        String place =
                mark == null ? "" : " (line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ")";
        return UnreadableMessage.unreadable("not a readable YAML file: " + what + place);
    }
}
