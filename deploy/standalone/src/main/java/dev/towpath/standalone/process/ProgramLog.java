package dev.towpath.standalone.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The file into which a program writes both of its outputs; later runs are appended. It and the one older part that is kept
 * beside it, {@code <name>.log.1}, take some 40 MB at most.
 */
record ProgramLog(Path file) {
    private static final int TAIL = 3000;
    private static final long MOST_BYTES = 20L * 1024 * 1024;

    ProcessBuilder.Redirect append() {
        return ProcessBuilder.Redirect.appendTo(file.toFile());
    }

    /**
     * Moves what is there to the older part if it has become long. The program goes on writing to the file, which it has
     * open for appending: a line that it writes at this very moment may be lost. A log that can't be moved stays long.
     */
    void keepShort() {
        try {
            if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
                Files.copy(file, older(), StandardCopyOption.REPLACE_EXISTING);
                truncate();
            }
        } catch (IOException e) {
            return; // the program matters more than its log
        }
    }

    Path older() {
        return file.resolveSibling(file.getFileName() + ".1");
    }

    private void truncate() throws IOException {
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var unused = open.truncate(0);
        }
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
