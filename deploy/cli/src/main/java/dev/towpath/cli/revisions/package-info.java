/** Graphs of revisions in folders of rollout files, judged without a server by the rules that the server has. */
@NullMarked
package dev.towpath.cli.revisions;

import org.jspecify.annotations.NullMarked;
