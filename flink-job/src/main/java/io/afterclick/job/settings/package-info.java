/** Settings: their keys, units and defaults, and what is refused. */
@NullMarked
package io.afterclick.job.settings;

import org.jspecify.annotations.NullMarked;
