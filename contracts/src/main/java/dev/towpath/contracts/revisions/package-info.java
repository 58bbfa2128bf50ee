/** The graph of one database's revisions, and the rules of joining it. Computes; the server and the command line judge by the same code. */
@NullMarked
package dev.towpath.contracts.revisions;

import org.jspecify.annotations.NullMarked;
