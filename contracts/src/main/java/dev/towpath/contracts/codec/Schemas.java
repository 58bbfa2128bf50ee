package dev.towpath.contracts.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The published JSON Schemas (2020-12), each self-contained: one per message type, named like the type, and {@link
 * #ROLLOUT_FILE}. They accept whatever the codec writes; the codec may refuse more than a schema can say.
 */
public final class Schemas {
    /** The schema of rollout files: the only one written by hand. */
    public static final String ROLLOUT_FILE = "rollout-file";

    private static final NavigableSet<String> NAMES = allNames();

    private Schemas() {}

    /** Every schema's name, in alphabetical order. */
    public static NavigableSet<String> names() {
        return NAMES;
    }

    /** The schema's JSON text, if there is one of that name. */
    public static Optional<String> read(String name) {
        return NAMES.contains(name) ? Optional.of(resource("/schemas/" + name + ".json")) : Optional.empty();
    }

    /** The AsyncAPI document, as YAML: topics, and which messages they carry. */
    public static String asyncApi() {
        return resource("/asyncapi.yaml");
    }

    private static NavigableSet<String> allNames() {
        NavigableSet<String> names = new TreeSet<>(MessageTypes.all());
        names.add(ROLLOUT_FILE);
        return Collections.unmodifiableNavigableSet(names);
    }

    private static String resource(String path) {
        try (InputStream stream = Schemas.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("the jar of contracts lacks " + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
