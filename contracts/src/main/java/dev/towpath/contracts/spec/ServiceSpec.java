package dev.towpath.contracts.spec;

import dev.towpath.contracts.ServiceVersion;
import java.util.Optional;

/** What a rollout file says of one service that uses the database. */
public sealed interface ServiceSpec {
    /**
     * The service follows the change.
     *
     * @param newFrom the first version that knows the new shape and follows the phases
     * @param newOnlyFrom the first version that never touches the old shape, if there is one: never below {@code newFrom}
     */
    record Following(ServiceVersion newFrom, Optional<ServiceVersion> newOnlyFrom) implements ServiceSpec {
        public Following {
            if (newOnlyFrom.isPresent() && !newOnlyFrom.get().isAtLeast(newFrom)) {
                throw new IllegalArgumentException("new_only_from is below new_from");
            }
        }
    }

    /** The service touches nothing of what the rollout changes; nobody waits for it. */
    record Unaffected() implements ServiceSpec {}
}
