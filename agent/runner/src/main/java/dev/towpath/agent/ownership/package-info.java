/**
 * Who may act on the database: one owner at a time, named by the fence's epoch, and any number of stand-bys. Decides who
 * that is and ends what a former owner left; what an owner does lives elsewhere.
 */
@NullMarked
package dev.towpath.agent.ownership;

import org.jspecify.annotations.NullMarked;
