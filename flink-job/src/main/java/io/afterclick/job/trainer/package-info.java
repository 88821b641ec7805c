/** The trainer: samples and clicks that wait for their segment, learners, and how all of it outlives a failure. */
@NullMarked
package io.afterclick.job.trainer;

import org.jspecify.annotations.NullMarked;
