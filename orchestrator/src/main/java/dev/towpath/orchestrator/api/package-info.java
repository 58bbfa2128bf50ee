/** REST and server-sent events. Reads requests, asks {@code handling} or {@code overview}, writes answers; decides nothing. */
@NullMarked
package dev.towpath.orchestrator.api;

import org.jspecify.annotations.NullMarked;
