package dev.towpath.planner.catalog;

/** Source text that names a column where {@code pg_depend} can't tell; {@code description} is the engine's. */
public record Mention(String column, String description) {}
