/** Pretraining on the first days of a log, then testing and training over the rest. */
@NullMarked
package io.afterclick.job.backtest;

import org.jspecify.annotations.NullMarked;
