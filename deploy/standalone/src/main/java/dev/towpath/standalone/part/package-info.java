/** The programs of a standalone, one file each: how it is prepared, started, asked whether it is ready, and ended. */
@NullMarked
package dev.towpath.standalone.part;

import org.jspecify.annotations.NullMarked;
