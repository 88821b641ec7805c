/** Predictions from a published model, without training. */
@NullMarked
package io.afterclick.job.score;

import org.jspecify.annotations.NullMarked;
