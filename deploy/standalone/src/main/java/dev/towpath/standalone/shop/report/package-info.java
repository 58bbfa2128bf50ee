/** What instances of the sample shop write down, and how it is added up: latencies, failures, names that must be there. */
@NullMarked
package dev.towpath.standalone.shop.report;

import org.jspecify.annotations.NullMarked;
