/**
 * The sample shop: two services that share database {@code shop}, two instances each, every instance a process of its
 * own. This package deploys them as a real team would, one instance at a time; what an instance does is in
 * {@code instance}, what it has measured is read by {@code report}. Nothing of Towpath is reached into: services know
 * its HTTP interface only.
 */
@NullMarked
package dev.towpath.standalone.shop;

import org.jspecify.annotations.NullMarked;
