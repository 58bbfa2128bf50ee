package dev.towpath.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An {@code up} for one class alone: started before its first test, stopped after its last. */
final class OwnProduct implements BeforeAllCallback, AfterAllCallback {
    private final StartedProduct.Start start;
    private @Nullable StartedProduct started;

    private OwnProduct(StartedProduct.Start start) {
        this.start = start;
    }

    static OwnProduct withoutShop() {
        return new OwnProduct(Running::start);
    }

    static OwnProduct withShop() {
        return new OwnProduct(data -> Running.start(data, "--shop"));
    }

    /** Two orchestrators and two agents with a shop, and sluices between them and their servers. */
    static OwnProduct twofoldBehindSluices() {
        return new OwnProduct(Running::startBehindSluices);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        started = StartedProduct.of(start);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
        if (started != null) {
            started.close();
        }
    }

    Running running() {
        return started().running();
    }

    /** Of this class's own, for its files; goes with the product. */
    Path folder() {
        return started().folder();
    }

    private StartedProduct started() {
        if (started == null) {
            throw new IllegalStateException("only a class that has begun has a product");
        }
        return started;
    }
}
