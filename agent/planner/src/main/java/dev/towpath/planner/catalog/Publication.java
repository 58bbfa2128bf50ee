package dev.towpath.planner.catalog;

import java.util.List;

/** A publication that the table is in; an empty column list stands for all columns. */
public record Publication(String name, List<String> columnList) {}
