package dev.towpath.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path parent;

    @Test
    void a_folder_in_use_is_refused_and_free_again_after_close() {
        Path folder = parent.resolve("data");
        DataFolder held = DataFolder.open(folder);
        assertThatThrownBy(() -> DataFolder.open(folder))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("--data: ")
                .hasMessageContaining("in use");
        held.close();
        DataFolder again = DataFolder.open(folder);
        assertThat(again.logs()).isDirectory();
        again.close();
    }

    @Test
    void what_is_no_folder_is_refused_naming_the_option() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("--data: ");
    }
}
