package dev.towpath.cli.revisions;

import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.text.FileTrouble;
import dev.towpath.contracts.codec.MessageCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rollout files below a folder, by their paths in it: {@code .yaml}, {@code .yml}, {@code .json}, none that is hidden. */
final class RolloutFolder {
    private RolloutFolder() {}

    static NavigableMap<String, byte[]> read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new CallEnded(ExitCode.USAGE, folder + " is not a folder");
        }
        NavigableMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (isRolloutFile(name)) {
                    files.put(name, content(file));
                }
            }
        } catch (IOException e) {
            throw new CallEnded(ExitCode.USAGE, "can't read " + folder + " (" + FileTrouble.why(folder, e) + ")");
        }
        return files;
    }

    static boolean isRolloutFile(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        boolean hidden = lower.startsWith(".") || lower.contains("/.");
        return !hidden && (lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json"));
    }

    /** One byte more than may be read is enough to be refused. */
    private static byte[] content(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MessageCodec.MAX_BYTES + 1);
        }
    }
}
