/** Embedding rows: packed, gathered by key for a batch and scattered back. */
@NullMarked
package io.afterclick.learn.embedding;

import org.jspecify.annotations.NullMarked;
