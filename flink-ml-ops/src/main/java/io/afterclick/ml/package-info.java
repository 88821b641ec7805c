/** TESLA and READER as stages of a Flink ML pipeline; the only package here that knows Flink. */
@NullMarked
package io.afterclick.ml;

import org.jspecify.annotations.NullMarked;
