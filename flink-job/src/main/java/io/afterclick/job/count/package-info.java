/** Counters that live in state: their names, their values, and who keeps them across restarts. */
@NullMarked
package io.afterclick.job.count;

import org.jspecify.annotations.NullMarked;
