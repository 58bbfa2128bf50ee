package dev.towpath.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How a rollout ended, as its database remembers it. */
public enum RolloutEnd {
    /** All stages are done. */
    @JsonProperty("completed")
    COMPLETED,
    /** The database is as it was before. */
    @JsonProperty("rolled_back")
    ROLLED_BACK,
    /** It could not be planned. */
    @JsonProperty("failed")
    FAILED,
    /** It was given up; what it made, if anything, is still there. */
    @JsonProperty("aborted")
    ABORTED;

    /** The name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
