package dev.towpath.orchestrator.overview;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.event.Leftover;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.orchestrator.rollout.view.RolloutView.GateCondition;
import dev.towpath.orchestrator.rollout.view.RolloutView.SkippedGate;
import dev.towpath.orchestrator.rollout.view.RolloutView.WaitingFor;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rollout as users see it. All of it follows from the rollout's events, except the rows of {@code progress} and the
 * condition {@code agent}, which are observations of the moment.
 *
 * @param attempt {@code try} on the wire; counts from 1
 * @param state the one word that says how it stands
 * @param stage the stage that it is in, or before whose gate it stands; null while there is no plan
 * @param waitingFor without what it does not go on; empty if nothing is missing
 * @param conditions of the gate that it waits at, met or not; empty if it waits at none
 * @param skipped the gates that somebody skipped, marked for ever
 * @param progress null while there is no plan
 * @param failure what stopped it; null if nothing did
 * @param version of the event stream that this shows
 * @param last whether the state is final
 * @param reversible whether everything done so far can be taken back completely
 * @param mayDo one sentence: what one may do now
 * @param leftovers what an aborted rollout left in the database
 * @param planHash null while there is no plan
 * @param pointOfNoReturn the step after which undo is no longer complete; null while there is no plan
 */
public record RolloutDocument(
        RolloutId id,
        DatabaseId database,
        Revision revision,
        @JsonProperty("try") int attempt,
        String state,
        @Nullable String stage,
        Phase phase,
        List<WaitingFor> waitingFor,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<GateCondition> conditions,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<SkippedGate> skipped,
        @Nullable Progress progress,
        @Nullable Failure failure,
        long version,
        @JsonProperty("final") boolean last,
        boolean reversible,
        String mayDo,
        List<Leftover> leftovers,
        String title,
        String author,
        Instant created,
        Instant changed,
        @Nullable String planHash,
        @Nullable String pointOfNoReturn) {
    public RolloutDocument {
        waitingFor = List.copyOf(waitingFor);
        conditions = List.copyOf(conditions);
        leftovers = List.copyOf(leftovers);
        skipped = List.copyOf(skipped);
    }

    /** One line: what is happening, what it waits for, what one may do. */
    @JsonProperty(value = "summary", access = JsonProperty.Access.READ_ONLY)
    public String summary() {
        return Summary.of(this);
    }

    /** The same rollout, with what is observed of it now. */
    RolloutDocument observed(@Nullable Progress seen, List<WaitingFor> missing) {
        return new RolloutDocument(
                id,
                database,
                revision,
                attempt,
                state,
                stage,
                phase,
                Stream.concat(waitingFor.stream(), missing.stream()).toList(),
                conditions,
                skipped,
                seen,
                failure,
                version,
                last,
                reversible,
                mayDo,
                leftovers,
                title,
                author,
                created,
                changed,
                planHash,
                pointOfNoReturn);
    }
}
