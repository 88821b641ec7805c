/** Model variants by the names that users give them, and how the learner of each comes about. */
@NullMarked
package io.afterclick.job.variant;

import org.jspecify.annotations.NullMarked;
