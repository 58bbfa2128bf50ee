package dev.towpath.cli;

import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.text.FileTrouble;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.RolloutFiles.Format;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A rollout file as bytes; what they say is judged by the server, or by the codec. {@code -} is stdin.
 *
 * @param format by the file's extension; where that says nothing, JSON if it starts with a brace
 */
@SuppressWarnings("ArrayRecordComponent") // read once, sent once, never compared
record RolloutSource(byte[] content, Format format) {
    static RolloutSource read(String name) {
        byte[] content = bytes(name);
        if (content.length > MessageCodec.MAX_BYTES) {
            throw new CallEnded(ExitCode.USAGE, "TooLarge: " + name + " has more than the limit of 256 KiB");
        }
        return new RolloutSource(content, format(name, content));
    }

    String contentType() {
        return switch (format) {
            case JSON -> "application/json";
            case YAML -> "application/yaml";
        };
    }

    private static byte[] bytes(String name) {
        try (InputStream in = name.equals("-") ? System.in : Files.newInputStream(Path.of(name))) {
            return in.readNBytes(MessageCodec.MAX_BYTES + 1);
        } catch (IOException e) {
            throw new CallEnded(ExitCode.USAGE, "can't read " + name + " (" + FileTrouble.why(Path.of(name), e) + ")");
        }
    }

    private static Format format(String name, byte[] content) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
            return Format.YAML;
        }
        boolean braced = new String(content, StandardCharsets.UTF_8).strip().startsWith("{");
        return lower.endsWith(".json") || braced ? Format.JSON : Format.YAML;
    }
}
