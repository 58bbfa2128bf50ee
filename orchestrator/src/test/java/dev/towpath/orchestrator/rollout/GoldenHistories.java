package dev.towpath.orchestrator.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Histories as they stood in a log, one event a line. Each later version must fold each of them to the same end, so a file is
 * never edited; {@code -Dtowpath.rewrite=true} writes only one that is not there. Hashes are left out.
 */
final class GoldenHistories {
    private static final Path HISTORIES = Path.of("src", "test", "resources", "rollout", "histories");
    private static final String NO_HASH = "0".repeat(64);
    private static final MessageCodec CODEC = new MessageCodec();

    private GoldenHistories() {}

    static Set<String> names() {
        return GoldenOrigins.BY_NAME.keySet();
    }

    static List<Recorded<?>> named(String name) throws IOException {
        Path file = HISTORIES.resolve(name + ".jsonl");
        Journey origin =
                Objects.requireNonNull(GoldenOrigins.BY_NAME.get(name), name).get();
        if (Boolean.getBoolean("towpath.rewrite") && !Files.exists(file)) {
            Files.write(
                    file, origin.log().stream().map(GoldenHistories::written).toList());
        }
        return Files.readAllLines(file).stream()
                .<Recorded<?>>map(GoldenHistories::read)
                .toList();
    }

    static RolloutState folded(String name) throws IOException {
        RolloutState state = RolloutState.NONE;
        for (Recorded<?> line : named(name)) {
            state = RolloutState.evolve(
                    state, line.version(), line.time(), line.actor(), line.reason(), (RolloutEvent) line.data());
        }
        return state;
    }

    private static String written(Journey.Line line) {
        return CODEC.toJson(new Recorded<>(
                        RenameFile.ID.toString(),
                        line.version(),
                        line.time(),
                        line.actor(),
                        line.reason(),
                        line.event(),
                        NO_HASH,
                        NO_HASH))
                .toString();
    }

    private static Recorded<?> read(String line) {
        try {
            return CODEC.mapper().readValue(line, Recorded.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
