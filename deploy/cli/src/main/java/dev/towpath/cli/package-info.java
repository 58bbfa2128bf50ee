/** The command line: one file per command, which asks the server and prints the answer. Decides nothing. */
@NullMarked
package dev.towpath.cli;

import org.jspecify.annotations.NullMarked;
