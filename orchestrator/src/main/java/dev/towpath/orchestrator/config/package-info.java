/** What an operator may set: one mapping, every key documented. Nothing else reads configuration. */
@NullMarked
package dev.towpath.orchestrator.config;

import org.jspecify.annotations.NullMarked;
