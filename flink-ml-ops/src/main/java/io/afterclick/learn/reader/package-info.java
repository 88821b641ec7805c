/** The READER model of post-click value: predictor, router, calibrator, pretraining and the online step. */
@NullMarked
package io.afterclick.learn.reader;

import org.jspecify.annotations.NullMarked;
