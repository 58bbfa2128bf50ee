package dev.towpath.standalone.part;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The applications' jars, in the tree that this class was built from. */
public record Jars(Path orchestrator, Path agent) {
    /** Finds them; throws {@link IllegalStateException}, naming the file, if one isn't built. */
    public static Jars find() {
        return in(treeAround(loadedFrom()));
    }

    static Jars in(Path tree) {
        return new Jars(
                built(tree.resolve("orchestrator/target/quarkus-app/quarkus-run.jar")),
                built(tree.resolve("agent/runner/target/quarkus-app/quarkus-run.jar")));
    }

    /** The nearest folder above that holds the sources; however deep a module keeps the jar that it was given. */
    static Path treeAround(Path place) {
        for (Path folder = place; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("orchestrator/pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException(place + " is in no tree of sources: run ./towpath from a clone");
    }

    private static Path built(Path jar) {
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: ./towpath builds it");
        }
        return jar;
    }

    private static Path loadedFrom() {
        try {
            return Path.of(Jars.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
