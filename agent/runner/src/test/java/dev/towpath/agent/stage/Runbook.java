package dev.towpath.agent.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The SQL of a page in docs/runbooks, as a reader copies it. */
final class Runbook {
    private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

    private final List<String> statements;
    private final Set<String> taken = new HashSet<>();

    private Runbook(List<String> statements) {
        this.statements = statements;
    }

    static Runbook read(String page) {
        try {
            String text = Files.readString(Path.of("../../docs/runbooks", page));
            return new Runbook(BLOCK.matcher(text)
                    .results()
                    .map((MatchResult block) -> block.group(1))
                    .toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The one block that has {@code mark} in it. */
    String with(String mark) {
        List<String> found =
                statements.stream().filter(block -> block.contains(mark)).toList();
        assertThat(found).as(mark).hasSize(1);
        taken.add(found.getFirst());
        return found.getFirst();
    }

    void assertEveryBlockWasTaken() {
        assertThat(taken).containsExactlyInAnyOrderElementsOf(statements);
    }
}
