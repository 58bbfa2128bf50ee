package dev.towpath.standalone.part;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The applications' jars, in the tree that this class was built from. */
public record Jars(Path orchestrator, Path agent) {
    /** Finds them; throws {@link IllegalStateException}, naming the file, if one isn't built. */
    public static Jars find() {
        Path tree = moduleTarget().resolve("../../..").normalize();
        return new Jars(
                built(tree.resolve("orchestrator/target/quarkus-app/quarkus-run.jar")),
                built(tree.resolve("agent/runner/target/quarkus-app/quarkus-run.jar")));
    }

    private static Path built(Path jar) {
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: ./towpath builds it");
        }
        return jar;
    }

    /** {@code deploy/standalone/target}, whether this class was loaded from the jar in it or from its classes folder. */
    private static Path moduleTarget() {
        try {
            return Path.of(Jars.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolveSibling(".")
                    .normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
