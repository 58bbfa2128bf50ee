package dev.towpath.orchestrator.services;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Rung within this process when an instance said something new. A hint: who waits for services looks now and then
 * anyway, since states change by silence as well, and other orchestrators hear too.
 */
@Singleton
public final class PresenceChanged {
    private final AtomicBoolean rung = new AtomicBoolean();

    /** {@code news}: whether it was really new; nobody is disturbed for a word that only says that it lives. */
    public void ringIf(boolean news) {
        if (news) {
            rung.set(true);
        }
    }

    /** Whether it was rung since this was last asked. */
    public boolean wasRung() {
        return rung.getAndSet(false);
    }
}
