package dev.towpath.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands one {@code up} without the shop to all classes that are content with a database of their own tables on it; started
 * for the first of them, stopped after the last test of all. Whoever changes what all rollouts see puts it back.
 */
final class SharedProduct implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Running resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedProduct.class))
                .getOrComputeIfAbsent("up", key -> started(), StartedProduct.class)
                .running();
    }

    private static StartedProduct started() {
        try {
            return StartedProduct.of(Running::start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
