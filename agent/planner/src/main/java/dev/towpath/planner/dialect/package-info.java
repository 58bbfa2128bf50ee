/** PostgreSQL as text: quoting, tokens of deparsed definitions, what a server version can do. Decides nothing about plans. */
@NullMarked
package dev.towpath.planner.dialect;

import org.jspecify.annotations.NullMarked;
