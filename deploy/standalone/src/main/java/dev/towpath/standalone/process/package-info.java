/**
 * Keeping programs running: start, pid file, log, restart, end. It knows processes and files, and nothing of what the
 * programs are.
 */
@NullMarked
package dev.towpath.standalone.process;

import org.jspecify.annotations.NullMarked;
