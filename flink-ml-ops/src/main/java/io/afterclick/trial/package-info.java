/** Train and test over a log, without an engine: what a job must give, to the bit. */
@NullMarked
package io.afterclick.trial;

import org.jspecify.annotations.NullMarked;
