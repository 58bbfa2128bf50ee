package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.Revision;
import dev.towpath.contracts.spec.Dependency;
import dev.towpath.contracts.spec.Lineage;

/** A revision that a database knows: by a rollout of it, or because somebody stamped it. */
public sealed interface Placed permits Admission, Stamped {
    Revision revision();

    /** Who submitted or stamped it. */
    String author();

    Lineage lineage();

    /** Whether it has not come to nothing. */
    boolean isLive();

    /** Whether what {@code dependency}, which is one on this revision, asks for is there. */
    boolean satisfies(Dependency dependency);
}
