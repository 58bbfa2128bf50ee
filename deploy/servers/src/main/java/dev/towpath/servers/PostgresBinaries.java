package dev.towpath.servers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked once per user and release. Several processes may unpack at the same time: each works in a
 * folder of its own and moves it into place; the first one wins.
 */
record PostgresBinaries(Path home) {
    /** Throws {@link ServerNotStarted} if they can't be had or unpacked. */
    static PostgresBinaries of(PostgresVersion version, ServerUser user) {
        try {
            PostgresArchive archive = PostgresArchive.of(version);
            Path home = home(archive, user);
            if (!Files.isDirectory(home)) {
                unpack(archive, home);
            }
            return new PostgresBinaries(home);
        } catch (IOException e) {
            throw new ServerNotStarted(
                    "PostgreSQL " + version + "'s programs could not be unpacked: " + e.getMessage(), e);
        }
    }

    /** Whether nothing has to be unpacked, nor fetched. */
    static boolean present(PostgresVersion version, ServerUser user) {
        try {
            return Files.isDirectory(home(PostgresArchive.of(version), user));
        } catch (IOException e) {
            return false;
        }
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static Path home(PostgresArchive archive, ServerUser user) throws IOException {
        Path cache = Files.createDirectories(user.cache().resolve("towpath-" + System.getProperty("user.name")));
        refuseForeign(cache);
        return cache.resolve("postgresql-" + archive.key()).toAbsolutePath();
    }

    /** Programs are only run from a folder that nobody else could have prepared. */
    private static void refuseForeign(Path cache) throws IOException {
        if (!Files.getOwner(cache).getName().equals(System.getProperty("user.name"))) {
            throw new ServerNotStarted(cache + " belongs to somebody else");
        }
    }

    private static void unpack(PostgresArchive archive, Path home) throws IOException {
        Path workplace = Files.createTempDirectory(home.getParent(), "unpacking-");
        try {
            Files.setPosixFilePermissions(workplace, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path unfinished = Files.createDirectory(workplace.resolve("programs"));
            archive.open(workplace, packed -> unpack(packed, unfinished));
            move(unfinished, home);
        } finally {
            Folders.delete(workplace);
        }
    }

    private static void unpack(InputStream packed, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, folder);
            }
        }
    }

    private static void move(Path unfinished, Path home) throws IOException {
        try {
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path file = root.resolve(entry.getName()).normalize();
        if (!file.startsWith(root)) {
            throw new UncheckedIOException(new IOException("an archive entry points outside: " + entry.getName()));
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
        boolean program = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
