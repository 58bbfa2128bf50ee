package dev.towpath.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTroubleTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void what_is_wrong_with_a_file_is_said_in_words() {
        assertThat(why(folder.resolve("none.yaml"))).isEqualTo("there is no such file");
        assertThat(why(folder.resolve("none/rename.yaml"))).isEqualTo("there is no folder " + folder.resolve("none"));
        assertThat(why(folder)).isEqualTo("it is a folder");
    }

    private static String why(Path path) {
        IOException trouble = catchThrowableOfType(IOException.class, () -> Files.readString(path));
        return FileTrouble.why(path, trouble);
    }
}
