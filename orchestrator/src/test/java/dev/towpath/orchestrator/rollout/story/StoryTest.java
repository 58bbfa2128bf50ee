package dev.towpath.orchestrator.rollout.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.event.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recorded histories, told. To rewrite the stories after a change of the words: {@code -Dtowpath.rewrite=true}. */
class StoryTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources", "rollout");
    private static final MessageCodec CODEC = new MessageCodec();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aborted-in-place",
                "doubts-resolved",
                "frozen-database",
                "lost-outcomes",
                "paused-with-its-database",
                "planned-only",
                "refused-at-planning",
                "rename-after-its-parent",
                "rename-with-services",
                "rename-with-trouble",
                "reopened-cutover",
                "rolled-back-after-the-hide",
                "skipped-gate",
                "store-went-back",
                "target-went-back"
            })
    void a_history_reads_as_a_story(String name) throws IOException {
        Path file = RESOURCES.resolve("stories").resolve(name + ".txt");
        String story = text(Story.of(history(name)));
        if (Boolean.getBoolean("towpath.rewrite")) {
            Files.writeString(file, story);
        }
        assertThat(file).content().isEqualTo(story);
    }

    @Test
    void a_beginning_of_a_history_is_told_as_far_as_it_goes() throws IOException {
        List<Recorded<?>> history = history("rename-with-trouble");
        for (int end = 1; end <= history.size(); end++) {
            List<Passage> story = Story.of(history.subList(0, end));
            assertThat(story.getLast().version()).isEqualTo(end);
        }
    }

    @Test
    void what_comes_next_changes_nothing_of_what_was_told_but_what_it_tells_itself() throws IOException {
        List<Recorded<?>> history = history("rename-with-services");
        List<Passage> whole = Story.of(history);
        for (int end = 1; end < history.size(); end++) {
            List<Passage> begun = Story.of(history.subList(0, end));
            assertThat(whole).containsAll(begun.subList(0, begun.size() - 1));
        }
    }

    private static String text(List<Passage> passages) {
        List<String> lines = new ArrayList<>();
        for (Passage passage : passages) {
            lines.add(passage.version() + " " + passage.time() + " " + passage.chapter() + ": " + passage.sentence());
            passage.evidence().forEach(sentence -> lines.add("    - " + sentence));
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<Recorded<?>> history(String name) throws IOException {
        List<Recorded<?>> history = new ArrayList<>();
        for (String line : Files.readAllLines(RESOURCES.resolve("histories").resolve(name + ".jsonl"))) {
            history.add(CODEC.mapper().readValue(line, Recorded.class));
        }
        return history;
    }
}
