package dev.towpath.orchestrator.migration;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** Hands {@link StoreSchema#MIGRATIONS} to Flyway. */
final class ListedMigrations implements ResourceProvider {
    @Override
    public @Nullable LoadableResource getResource(String name) {
        return StoreSchema.MIGRATIONS.contains(name) ? new Listed(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return StoreSchema.MIGRATIONS.stream()
                .filter(name -> name.startsWith(prefix) && List.of(suffixes).contains(".sql"))
                .<LoadableResource>map(Listed::new)
                .toList();
    }

    private static final class Listed extends LoadableResource {
        private final String name;

        Listed(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            return new InputStreamReader(
                    Objects.requireNonNull(
                            StoreSchema.class.getClassLoader().getResourceAsStream(StoreSchema.FOLDER + name), name),
                    StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return StoreSchema.FOLDER + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return getAbsolutePath();
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
