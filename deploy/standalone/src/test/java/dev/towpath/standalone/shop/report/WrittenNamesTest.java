package dev.towpath.standalone.shop.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenNamesTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name_the_file() {
        file = folder.resolve("crm-1.names");
    }

    @Test
    void a_row_that_nobody_wrote_holds_what_it_was_made_with() {
        assertThat(WrittenNames.open(file).possible(7, "Person 7")).containsExactly("Person 7");
    }

    @Test
    void a_write_without_an_answer_leaves_both_names_possible_also_for_the_next_process() {
        WrittenNames names = WrittenNames.open(file);
        names.asked(7, "new", "Person 7");
        assertThat(names.possible(7, "Person 7")).containsExactlyInAnyOrder("Person 7", "new");
        assertThat(WrittenNames.open(file).possible(7, "Person 7")).containsExactlyInAnyOrder("Person 7", "new");
    }

    @Test
    void an_answer_settles_it_also_for_the_next_process() {
        WrittenNames names = WrittenNames.open(file);
        names.asked(7, "new", "Person 7");
        names.confirmed(7, "new");
        assertThat(WrittenNames.open(file).possible(7, "Person 7")).containsExactly("new");
    }

    @Test
    void a_line_that_a_kill_cut_off_was_never_sent() throws Exception {
        WrittenNames.open(file).confirmed(7, "old");
        Files.writeString(file, "?\t7\tne", StandardOpenOption.APPEND);
        assertThat(WrittenNames.open(file).possible(7, "Person 7")).containsExactly("old");
    }
}
