package io.afterclick.learn;

import io.afterclick.learn.embedding.EmbeddingRows;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.embedding.RowOrigin;

/** Keeps the rows that a learner trains: on the heap, or in the state of a job. */
public interface RowKeeper {

    /**
     * A table, with what was kept of it before.
     *
     * @param origin of rows that were never stored
     */
    EmbeddingRows keep(RowLayout layout, RowOrigin origin);
}
