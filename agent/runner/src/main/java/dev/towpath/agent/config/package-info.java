/** What is configured from outside, every key documented where it is declared. */
@NullMarked
package dev.towpath.agent.config;

import org.jspecify.annotations.NullMarked;
