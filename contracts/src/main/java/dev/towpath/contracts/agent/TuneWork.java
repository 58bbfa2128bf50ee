package dev.towpath.contracts.agent;

import dev.towpath.contracts.RolloutId;
import java.time.Duration;

/**
 * Go about this rollout's backfill like that, from the next batch on; whatever the plan says.
 *
 * @param batchDuration time that one batch aims to take
 * @param pause between the end of a batch and the begin of the next; zero for none
 */
public record TuneWork(RolloutId rolloutId, Duration batchDuration, Duration pause) implements AgentCommand {}
