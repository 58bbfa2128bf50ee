package dev.towpath.planner.catalog;

import java.util.List;

/** An extended statistics object; {@code quoted} is its qualified name as SQL, {@code target} is -1 for the default. */
public record StatisticsObject(
        String schema,
        String name,
        String quoted,
        String definition,
        String owner,
        boolean agentIsOwner,
        int target,
        String comment,
        List<Use> uses) {}
