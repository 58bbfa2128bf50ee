package dev.towpath.contracts.presence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.InstanceName;
import dev.towpath.contracts.Message;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.ServiceName;
import dev.towpath.contracts.ServiceVersion;
import java.util.Map;

/**
 * An instance of a service lives, and says which phase of which rollout it has carried through: all of its work, also
 * what was begun before, goes by that phase. To be said again every few seconds; a silent instance keeps gates closed.
 *
 * @param acknowledged the phase that the instance works by, for each rollout that it knows
 */
public record InstancePresent(
        ServiceName service,
        InstanceName instance,
        ServiceVersion version,
        DatabaseId database,

        @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.ALWAYS)
        Map<RolloutId, Phase> acknowledged)
        implements Message {
    public InstancePresent {
        acknowledged = Map.copyOf(acknowledged);
    }
}
