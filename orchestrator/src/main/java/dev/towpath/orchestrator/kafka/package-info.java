/** The topics' edge: what comes in is decoded, handed to handling, and never lost; what can't be read is a dead letter. */
@NullMarked
package dev.towpath.orchestrator.kafka;

import org.jspecify.annotations.NullMarked;
