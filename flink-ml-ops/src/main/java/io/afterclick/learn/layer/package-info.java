/** The layers that the models are made of, each with its forward and backward pass. */
@NullMarked
package io.afterclick.learn.layer;

import org.jspecify.annotations.NullMarked;
