package dev.towpath.agent.migration;

import dev.towpath.agent.ledger.LedgerSchema;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resource.classpath.ClassPathResource;
import org.jspecify.annotations.Nullable;

/**
 * Hands Flyway the migrations of {@link LedgerSchema#MIGRATIONS} by name, so that finding them does not depend on how a
 * class loader lists folders.
 */
final class ListedMigrations implements ResourceProvider {
    @Override
    public @Nullable LoadableResource getResource(String name) {
        return LedgerSchema.MIGRATIONS.contains(name) ? resource(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return LedgerSchema.MIGRATIONS.stream()
                .filter(path -> matches(path.substring(path.lastIndexOf('/') + 1), prefix, suffixes))
                .map(ListedMigrations::resource)
                .toList();
    }

    private static boolean matches(String file, String prefix, String[] suffixes) {
        return file.startsWith(prefix) && List.of(suffixes).stream().anyMatch(file::endsWith);
    }

    private static LoadableResource resource(String path) {
        ClassLoader loader = Objects.requireNonNull(ListedMigrations.class.getClassLoader());
        return new ClassPathResource(null, path, loader, StandardCharsets.UTF_8);
    }
}
