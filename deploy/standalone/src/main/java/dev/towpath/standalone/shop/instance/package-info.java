/**
 * One instance of a sample service as a process: requests on a schedule, each of which checks what it reads; presence and
 * phases over HTTP; a report line a second. It maps one of the two columns at a time.
 */
@NullMarked
package dev.towpath.standalone.shop.instance;

import org.jspecify.annotations.NullMarked;
