package dev.towpath.standalone.part;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Files that come inside this program. */
public final class Bundled {
    private Bundled() {}

    public static byte[] bytes(String path) {
        try (InputStream file = Bundled.class.getClassLoader().getResourceAsStream(path)) {
            return Objects.requireNonNull(file, path).readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(path + " can't be read", e);
        }
    }

    public static String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }
}
