/** What a model is to whoever trains and asks it. */
@NullMarked
package io.afterclick.learn;

import org.jspecify.annotations.NullMarked;
