/**
 * Anchors the log outside the store, so that nobody can change it unnoticed. Makes anchors and hands them on; whoever wants to
 * verify the log does so without this process.
 */
@NullMarked
package dev.towpath.orchestrator.audit;

import org.jspecify.annotations.NullMarked;
