/** Tests of what is judged of the services. */
@NullMarked
package dev.towpath.orchestrator.rollout.services;

import org.jspecify.annotations.NullMarked;
