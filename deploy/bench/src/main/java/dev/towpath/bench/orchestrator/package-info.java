/**
 * What the orchestrator costs: each part beside a floor, or beside another engine, in the same run. Nothing here is part of
 * the product.
 */
@NullMarked
package dev.towpath.bench.orchestrator;

import org.jspecify.annotations.NullMarked;
