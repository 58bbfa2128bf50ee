package dev.towpath.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramLogTest {
    private static final int LONG = 21 * 1024 * 1024;

    @TempDir
    private Path folder;

    @Test
    void a_long_log_is_moved_aside_while_the_program_goes_on_writing() throws IOException {
        ProgramLog log = new ProgramLog(folder.resolve("some.log"));
        try (FileOutputStream program = new FileOutputStream(log.file().toFile(), true)) {
            program.write(new byte[LONG]);
            log.keepShort();
            program.write("and after".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(log.older()).hasSize(LONG);
        assertThat(log.file()).hasContent("and after");
    }

    @Test
    void a_short_log_stays_as_it_is() throws IOException {
        ProgramLog log = new ProgramLog(folder.resolve("some.log"));
        log.keepShort();
        Files.writeString(log.file(), "short");
        log.keepShort();
        assertThat(log.file()).hasContent("short");
        assertThat(log.older()).doesNotExist();
    }
}
