package dev.towpath.planner.catalog;

/** The statistics target of the index column at {@code position}, which counts from 1. */
public record StatisticsTarget(int position, int target) {}
