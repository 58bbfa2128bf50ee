package dev.towpath.standalone.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The file into which a program writes both of its outputs; later runs are appended. */
record ProgramLog(Path file) {
    private static final int TAIL = 3000;

    ProcessBuilder.Redirect append() {
        return ProcessBuilder.Redirect.appendTo(file.toFile());
    }

    /** The last lines, for a message to people. */
    String tail() {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, log.length() - TAIL);
            log.seek(from);
            byte[] bytes = new byte[(int) (log.length() - from)];
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(" + file + " can't be read: " + e.getMessage() + ")";
        }
    }
}
