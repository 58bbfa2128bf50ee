package dev.towpath.standalone.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A text that comes with the demo. */
final class Script {
    private Script() {}

    static byte[] bytes(String name) {
        try (InputStream file = Script.class.getClassLoader().getResourceAsStream("demo/" + name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(name + " can't be read", e);
        }
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }
}
