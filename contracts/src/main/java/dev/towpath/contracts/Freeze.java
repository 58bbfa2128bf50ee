package dev.towpath.contracts;

import java.time.Instant;

/**
 * A time in which no gate on a database opens.
 *
 * @param number within its database, from 1 on
 * @param from the first moment of it
 * @param until the first moment after it
 * @param by who wants it
 * @param reason why, in their words
 */
public record Freeze(int number, Instant from, Instant until, String by, String reason) {}
