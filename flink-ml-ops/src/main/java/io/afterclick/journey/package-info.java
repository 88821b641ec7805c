/** The life of one click in event time: a state machine that knows no engine and no clock. */
@NullMarked
package io.afterclick.journey;

import org.jspecify.annotations.NullMarked;
