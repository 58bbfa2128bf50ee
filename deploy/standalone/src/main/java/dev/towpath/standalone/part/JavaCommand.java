package dev.towpath.standalone.part;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Commands that run this JVM's own Java with little memory: many programs share one machine here. */
public final class JavaCommand {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private JavaCommand() {}

    /** Runs an application's jar. */
    static List<String> ofJar(Path jar, String... arguments) {
        return command(List.of("-Xmx256m", "-XX:+UseSerialGC"), List.of("-jar", jar.toString()), List.of(arguments));
    }

    /** Runs a class of our own class path, with {@code flags}. */
    public static List<String> ofClass(List<String> flags, String main, String... arguments) {
        return command(flags, List.of("-cp", classPath(), main), List.of(arguments));
    }

    private static List<String> command(List<String> flags, List<String> what, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(flags);
        command.addAll(what);
        command.addAll(arguments);
        return command;
    }

    private static String classPath() {
        return String.join(
                java.io.File.pathSeparator,
                Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }
}
