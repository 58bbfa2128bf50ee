package dev.towpath.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The user's own Maven, for artifacts that an ordinary build does without. What it fetches goes through the user's settings
 * into the user's local repository, and is fetched once.
 */
record Maven(Path program) {
    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy";
    private static final int LAST_LINES = 12;

    /** Where the build that runs us says, where the environment says, or on PATH. */
    static Maven find() {
        Stream<String> homes = Stream.of(
                        System.getProperty("maven.home"), System.getenv("MAVEN_HOME"), System.getenv("M2_HOME"))
                .filter(Objects::nonNull)
                .map(home -> home + "/bin");
        Stream<String> path =
                Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator));
        return Stream.concat(homes, path)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "mvn"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Maven::new)
                .orElseThrow(() ->
                        new ServerNotStarted("Maven is needed to fetch it, and is neither on PATH nor in MAVEN_HOME"));
    }

    /** Copies the jar of {@code coordinates} (group:artifact:version) into {@code folder}, which it makes. */
    Path fetch(String coordinates, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(List.of(
                program.toString(), "-B", "-q", COPY, "-Dartifact=" + coordinates, "-DoutputDirectory=" + folder));
        String repository = System.getProperty("maven.repo.local");
        if (repository != null) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        Commands.Result copied = Commands.run(command, folder, Map.of("JAVA_HOME", System.getProperty("java.home")));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> copied.exit() == 0)
                    .findFirst()
                    .orElseThrow(() -> new ServerNotStarted("Maven could not fetch " + coordinates + " (exit code "
                            + copied.exit() + "):\n" + end(copied.output())));
        }
    }

    private static String end(String output) {
        List<String> lines = output.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }
}
