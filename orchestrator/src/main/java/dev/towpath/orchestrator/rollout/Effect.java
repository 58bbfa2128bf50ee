package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.event.PhaseAnnounced;
import java.time.Instant;

/** What an event makes somebody do, as data: stored in the event's own commit, carried out after it. */
public sealed interface Effect {
    /** Send {@code command} to the agent of {@code database}. */
    record TellAgent(DatabaseId database, AgentCommand command) implements Effect {}

    /** Tell the services what they now see. */
    record AnnouncePhase(PhaseAnnounced phase) implements Effect {}

    /** Ask this rollout to {@link RolloutCommand.NoticeTime} at {@code due}, not before. */
    record SetTimer(Instant due) implements Effect {}
}
