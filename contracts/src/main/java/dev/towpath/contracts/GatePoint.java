package dev.towpath.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a gate stands before: a stage, or the drop that ends the contract stage. In the order in which they are passed. */
public enum GatePoint {
    @JsonProperty("expand")
    EXPAND(Stage.EXPAND),
    @JsonProperty("dual_write")
    DUAL_WRITE(Stage.DUAL_WRITE),
    @JsonProperty("backfill")
    BACKFILL(Stage.BACKFILL),
    @JsonProperty("cutover")
    CUTOVER(Stage.CUTOVER),
    @JsonProperty("contract")
    CONTRACT(Stage.CONTRACT),
    @JsonProperty("drop")
    DROP(Stage.CONTRACT);

    private final Stage stage;

    GatePoint(Stage stage) {
        this.stage = stage;
    }

    /** The stage whose steps lie behind this gate. */
    public Stage stage() {
        return stage;
    }

    /** The gate that is met on entering {@code stage}. */
    public static GatePoint of(Stage stage) {
        return valueOf(stage.name());
    }

    /** The name on the wire. */
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
