/**
 * Verifies a log without asking the orchestrator: reads the store, the topic of anchors and the ledgers itself, changes
 * nothing, and leaves every judgement to {@code contracts.audit}.
 */
@NullMarked
package dev.towpath.cli.audit;

import org.jspecify.annotations.NullMarked;
