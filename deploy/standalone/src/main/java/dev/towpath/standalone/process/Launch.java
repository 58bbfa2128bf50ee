package dev.towpath.standalone.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Starts processes that belong to a session of their own, so that Ctrl-C in a terminal reaches only us, who then end them
 * in order; and that inherit no setting meant for another Quarkus, Kafka or Towpath.
 */
final class Launch {
    private static final List<String> FOREIGN = List.of("QUARKUS_", "KAFKA_", "TOWPATH_", "MP_MESSAGING_");
    private static final List<String> OWN_SESSION = onPath("setsid") ? List.of("setsid") : List.of();

    private Launch() {}

    static Process start(List<String> command, Map<String, String> environment, ProgramLog log) throws IOException {
        List<String> whole = new ArrayList<>(OWN_SESSION);
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(log.append());
        builder.environment().keySet().removeIf(key -> FOREIGN.stream().anyMatch(key::startsWith));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static boolean onPath(String program) {
        String path = System.getenv("PATH");
        return path != null
                && Stream.of(path.split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
