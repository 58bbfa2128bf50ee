package dev.towpath.orchestrator.api;

import dev.towpath.contracts.codec.Schemas;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Every JSON Schema that is published: those of the wire, and those of what REST alone shows. */
final class PublishedSchemas {
    /** Answers of REST whose shape no message has. */
    static final Set<String> ANSWERS = Set.of(
            "audit-file",
            "database",
            "dead-letter",
            "dead-letter-content",
            "event",
            "passage",
            "problem",
            "revisions",
            "rollout",
            "service");

    private PublishedSchemas() {}

    /** In alphabetical order. */
    static NavigableSet<String> names() {
        NavigableSet<String> names = new TreeSet<>(Schemas.names());
        names.addAll(ANSWERS);
        return Collections.unmodifiableNavigableSet(names);
    }

    /** The schema's JSON text, if there is one of that name. */
    static Optional<String> read(String name) {
        return ANSWERS.contains(name) ? Optional.of(resource("/schemas/" + name + ".json")) : Schemas.read(name);
    }

    private static String resource(String path) {
        try (InputStream stream = PublishedSchemas.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("the application lacks " + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
