/** What a run leaves behind: files of samples, outcomes and dead letters, and its counts. */
@NullMarked
package io.afterclick.job.output;

import org.jspecify.annotations.NullMarked;
