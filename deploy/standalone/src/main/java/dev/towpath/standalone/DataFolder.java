package dev.towpath.standalone;

import dev.towpath.standalone.process.ProgramFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which everything of one standalone lives, held by at most one process at a time: the lock goes with the
 * process, however it ends.
 */
final class DataFolder implements AutoCloseable {
    private static final String OPTION = "--data";

    private final Path root;
    private final FileChannel lock;

    private DataFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Makes it if there is none; throws {@link Refused} if it can't be written or is in use. */
    static DataFolder open(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root.resolve("run"));
            Files.createDirectories(root.resolve("log"));
            FileChannel channel =
                    FileChannel.open(root.resolve("run/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new Refused(OPTION, root + " is in use by another ./towpath");
            }
            return new DataFolder(root, channel);
        } catch (IOException e) {
            throw new Refused(
                    OPTION, root + " can't be made or written: " + e.getClass().getSimpleName());
        }
    }

    ProgramFiles files() {
        return new ProgramFiles(root.resolve("run"), root.resolve("log"));
    }

    Path store() {
        return root.resolve("store");
    }

    Path target() {
        return root.resolve("target");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path shop() {
        return root.resolve("shop");
    }

    Path logs() {
        return root.resolve("log");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
