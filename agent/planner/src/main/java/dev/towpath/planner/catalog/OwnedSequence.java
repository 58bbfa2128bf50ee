package dev.towpath.planner.catalog;

/** A sequence that belongs to a column: its name as SQL, and literally as {@code <schema>.<name>}. */
public record OwnedSequence(String sql, String name) {}
