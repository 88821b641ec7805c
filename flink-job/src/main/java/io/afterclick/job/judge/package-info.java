/** Predictions meet the outcomes that they are measured against, and segments are measured. */
@NullMarked
package io.afterclick.job.judge;

import org.jspecify.annotations.NullMarked;
