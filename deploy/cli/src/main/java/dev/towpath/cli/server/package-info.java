/** The server's REST interface as the commands see it, and how a call ends. */
@NullMarked
package dev.towpath.cli.server;

import org.jspecify.annotations.NullMarked;
