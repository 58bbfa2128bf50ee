/** The migrate job: brings the store's schema and the fixed topics to this version. The application itself only compares. */
@NullMarked
package dev.towpath.orchestrator.migration;

import org.jspecify.annotations.NullMarked;
