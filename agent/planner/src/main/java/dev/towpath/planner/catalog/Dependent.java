package dev.towpath.planner.catalog;

/** An entry of {@code pg_depend} on a column: what kind of object, and the engine's description of it. */
public record Dependent(String column, String kind, String description) {}
