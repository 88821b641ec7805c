/** A long run at full load on a cluster of processes: whether memory, state or checkpoints drift. */
@NullMarked
package io.afterclick.job.soak;

import org.jspecify.annotations.NullMarked;
