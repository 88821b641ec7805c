/** The operator that hosts journeys: state, timers and watermarks, and no rule of its own. */
@NullMarked
package io.afterclick.job.journey;

import org.jspecify.annotations.NullMarked;
