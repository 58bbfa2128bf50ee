package dev.towpath.agent.target;

import java.time.Duration;
import java.util.Map;

/**
 * What every session of the agent runs under, whatever role or database defaults say. Sent in the start-up packet, so
 * that no statement ever runs without them.
 *
 * <p>{@code row_security = off} turns a filtered read into an error; {@code synchronous_commit = on} makes a receipt as
 * durable as its effect; {@code search_path} keeps a user's schema from shadowing a function of ours.
 */
final class SessionSettings {
    /** Bound of one statement where the step sets none. */
    static final Duration STATEMENT_BOUND = Duration.ofSeconds(30);

    /** Milliseconds after which a server at work looks whether its client still lives (PostgreSQL 14 and later). */
    static final String CONNECTION_CHECK = "1000";

    private SessionSettings() {}

    static Map<String, String> of(String applicationName) {
        return Map.ofEntries(
                Map.entry("application_name", applicationName),
                Map.entry("search_path", "pg_catalog, pg_temp"),
                Map.entry("row_security", "off"),
                Map.entry("synchronous_commit", "on"),
                Map.entry("default_transaction_isolation", "read committed"),
                Map.entry("default_transaction_read_only", "off"),
                Map.entry("standard_conforming_strings", "on"),
                Map.entry("statement_timeout", Long.toString(STATEMENT_BOUND.toMillis())),
                Map.entry("lock_timeout", "5000"),
                Map.entry("idle_in_transaction_session_timeout", "5000"),
                Map.entry("TimeZone", "UTC"),
                Map.entry("DateStyle", "ISO, MDY"),
                Map.entry("IntervalStyle", "postgres"));
    }
}
