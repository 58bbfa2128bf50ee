package dev.towpath.orchestrator.simulation;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Nobody logs what the simulation makes go wrong; afterwards Mutiny has threads again, and logs are written. */
final class OnSimulatedTime implements BeforeAllCallback, AfterAllCallback {
    private static final Logger LOG = Logger.getLogger("dev.towpath.orchestrator");

    @Override
    public void beforeAll(ExtensionContext context) {
        LOG.setLevel(Level.OFF);
        Later.on();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        LOG.setLevel(null);
        Later.off();
    }
}
