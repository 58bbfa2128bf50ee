package dev.towpath.contracts.outcome;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Why an agent did not do what it was told. Classified by SQLSTATE or vendor code, never by message text.
 *
 * @param rule the broken rule or error class, a name in CamelCase, such as {@code RowsDiffer} or {@code TargetColumnExists}
 * @param detail for people: the place and the remedy; never row values
 * @param step the step's id, or empty at planning
 */
public record Failure(Kind kind, String rule, String detail, String step) {
    /** What is known of the effect. */
    public enum Kind {
        /** Nothing was changed, and trying again won't help. */
        @JsonProperty("refused")
        REFUSED,
        /** Nothing was changed; trying again may help. */
        @JsonProperty("transient")
        TRANSIENT,
        /** Partly changed, and known how; the undo is in the plan. */
        @JsonProperty("broken")
        BROKEN,
        /** It is not known whether it took effect; {@code detail} gives both readings. */
        @JsonProperty("in_doubt")
        IN_DOUBT
    }
}
