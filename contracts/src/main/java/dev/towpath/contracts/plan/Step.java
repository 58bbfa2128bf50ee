package dev.towpath.contracts.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.StepId;
import java.time.Duration;

/** What an agent executes and reports as one unit. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TransactionStep.class, name = "transaction"),
    @JsonSubTypes.Type(value = ConcurrentStep.class, name = "concurrent"),
    @JsonSubTypes.Type(value = BackfillStep.class, name = "backfill"),
    @JsonSubTypes.Type(value = VerifyStep.class, name = "verify")
})
public sealed interface Step permits TransactionStep, ConcurrentStep, BackfillStep, VerifyStep {
    StepId id();

    /** The gate behind which this step lies: its stage's own, or {@link GatePoint#DROP}. */
    GatePoint gate();

    /** One line for people: what it does. */
    String title();

    /** The statement or statements, separated by {@code ;} and a line feed, without transaction control. */
    String sql();

    /** Strongest lock and what it is on, such as {@code ACCESS EXCLUSIVE on public.users}; {@code none} if none. */
    String lock();

    /** Longest wait for that lock in one attempt; zero where the statement is bounded by {@link #statementTimeout}. */
    Duration lockTimeout();

    /** Longest run of one attempt; zero for no bound. */
    Duration statementTimeout();

    /** The statements that take this step back; empty if there is nothing to take back or no way back. */
    String undo();

    /** A query of one row and one boolean: is this step's effect in the catalog already? */
    String probe();
}
