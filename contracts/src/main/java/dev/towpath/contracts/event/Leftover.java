package dev.towpath.contracts.event;

import dev.towpath.contracts.StepId;

/**
 * Something that a rollout made and left behind.
 *
 * @param stepId the step that made it; how to take it away stands in the plan, at that step
 * @param object {@code <kind> <name>} with the name as the catalog gives it, as in a footprint
 * @param certain false if the step did not end well, so that the object may be there, be there in part, or not be there
 */
public record Leftover(StepId stepId, String object, boolean certain) {}
