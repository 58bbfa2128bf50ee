package dev.towpath.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The five stages of a rollout, in the only order there is. Ordinals carry that order; nothing else may list stages. */
public enum Stage {
    /** Adds the new shape beside the old one. */
    @JsonProperty("expand")
    EXPAND,
    /** Keeps both shapes in step for every write. */
    @JsonProperty("dual_write")
    DUAL_WRITE,
    /** Brings rows written before dual write into step, and verifies that no row differs. */
    @JsonProperty("backfill")
    BACKFILL,
    /** Builds for the new shape what depended on the old one, then lets readers move. */
    @JsonProperty("cutover")
    CUTOVER,
    /** Hides the old shape and, after a time, drops it. */
    @JsonProperty("contract")
    CONTRACT;

    /** The name on the wire, in SQL, metrics and documents. */
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
