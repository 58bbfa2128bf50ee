/** Black-box tests: real processes, started and killed as an operator would, seen only through what a user can see. */
@NullMarked
package dev.towpath.acceptance;

import org.jspecify.annotations.NullMarked;
