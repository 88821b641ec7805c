/** The cascaded TESLA model: predictors, delay models, losses, pretraining and the online step. */
@NullMarked
package io.afterclick.learn.tesla;

import org.jspecify.annotations.NullMarked;
