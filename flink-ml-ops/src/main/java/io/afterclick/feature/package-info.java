/** From a click's features to the rows of embedding tables. */
@NullMarked
package io.afterclick.feature;

import org.jspecify.annotations.NullMarked;
