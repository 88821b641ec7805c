/** A Flink cluster of several processes on this machine. */
@NullMarked
package io.afterclick.job.cluster;

import org.jspecify.annotations.NullMarked;
