package dev.towpath.contracts.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Revision;
import java.util.List;

/**
 * Records that a database has reached a revision outside of Towpath. Nothing is executed and nothing is looked at.
 *
 * @param downRevision the parents; none for a root, or for a revision that is to keep the place which a rollout gave it
 * @param newHead whether another head beside those that there are is meant
 */
public record StampRevision(
        String actor,
        String reason,
        DatabaseId database,
        Revision revision,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Revision> downRevision,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean newHead)
        implements UserCommand {
    public StampRevision {
        downRevision = List.copyOf(downRevision);
    }
}
