package dev.towpath.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a database bears only so much of at once. */
public enum Slot {
    /** A step that is with the agent, and no backfill. */
    @JsonProperty("step")
    STEP,
    /** A backfill that is with the agent. */
    @JsonProperty("backfill")
    BACKFILL;

    /** The name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
