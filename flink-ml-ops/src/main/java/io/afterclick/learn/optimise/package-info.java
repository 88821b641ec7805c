/** Adam, for dense blocks and for embedding rows. */
@NullMarked
package io.afterclick.learn.optimise;

import org.jspecify.annotations.NullMarked;
