package dev.towpath.standalone.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarsTest {
    @TempDir
    private Path tree;

    @BeforeEach
    void sources() throws IOException {
        Files.createDirectories(tree.resolve("orchestrator"));
        Files.createFile(tree.resolve("orchestrator/pom.xml"));
    }

    @Test
    void treeIsFoundFromTheClassesOfTheModule() {
        assertThat(Jars.treeAround(tree.resolve("deploy/standalone/target/classes")))
                .isEqualTo(tree);
    }

    @Test
    void treeIsFoundFromALibraryOfAnotherModule() {
        assertThat(Jars.treeAround(tree.resolve("deploy/bench/target/lib/standalone.jar")))
                .isEqualTo(tree);
    }

    @Test
    void placeInNoTreeIsNamed() throws IOException {
        Files.delete(tree.resolve("orchestrator/pom.xml"));
        Path elsewhere = tree.resolve("lib/standalone.jar");

        assertThatThrownBy(() -> Jars.treeAround(elsewhere))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(elsewhere.toString());
    }

    @Test
    void jarThatIsNotBuiltIsNamed() {
        assertThatThrownBy(() -> Jars.in(tree))
                .hasMessageContaining("orchestrator/target/quarkus-app/quarkus-run.jar is missing");
    }
}
