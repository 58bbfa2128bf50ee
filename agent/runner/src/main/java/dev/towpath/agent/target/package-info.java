/**
 * Sessions on the database under migration: how they are opened, what bounds them, and what an error means. The only
 * package that speaks to the PostgreSQL driver; it knows neither ledger nor steps.
 */
@NullMarked
package dev.towpath.agent.target;

import org.jspecify.annotations.NullMarked;
