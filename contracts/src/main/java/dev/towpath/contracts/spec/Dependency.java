package dev.towpath.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.Stage;
import java.util.Optional;

/**
 * What must be reached on the same database first.
 *
 * @param stage the stage that must be complete; the whole revision if it is empty
 */
public record Dependency(
        Revision revision,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Stage> stage) {
    @Override
    public String toString() {
        return revision + stage.map(named -> " at stage " + named.wireName()).orElse("");
    }
}
