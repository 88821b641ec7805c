/** One page that shows a run: what its variants reached, how well they are calibrated, how long labels take, what it cost. */
@NullMarked
package io.afterclick.job.report;

import org.jspecify.annotations.NullMarked;
