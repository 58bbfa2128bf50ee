package dev.towpath.contracts.event;

/**
 * One thing that keeps a rollout from being planned.
 *
 * @param condition its name in {@code waiting_for}, such as {@code revisions}
 * @param detail one sentence: for whom or what it waits
 */
public record Obstacle(String condition, String detail) {}
