package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.Revision;
import dev.towpath.contracts.spec.Dependency;
import dev.towpath.contracts.spec.Lineage;
import java.time.Instant;

/** A revision that was reached outside of Towpath, as somebody said. */
public record Stamped(Revision revision, String author, Instant since, Lineage lineage) implements Placed {
    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public boolean satisfies(Dependency dependency) {
        return true;
    }
}
