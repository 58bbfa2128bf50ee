package dev.towpath.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What services see of a rollout; see the table "Phases" in {@code docs/architecture.md}. */
public enum Phase {
    @JsonProperty("old")
    OLD,
    @JsonProperty("dual_write")
    DUAL_WRITE,
    @JsonProperty("read_new")
    READ_NEW,
    @JsonProperty("new_only")
    NEW_ONLY;

    /** The name on the wire. */
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
