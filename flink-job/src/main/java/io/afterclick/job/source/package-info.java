/** Reading input as Flink sources: splits, their positions, and watermarks. */
@NullMarked
package io.afterclick.job.source;

import org.jspecify.annotations.NullMarked;
