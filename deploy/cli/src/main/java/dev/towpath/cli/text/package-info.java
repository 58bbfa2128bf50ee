/** What people read: JSON documents and plans as aligned text. Pure functions. */
@NullMarked
package dev.towpath.cli.text;

import org.jspecify.annotations.NullMarked;
