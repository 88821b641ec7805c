package io.afterclick.learn.embedding;

/**
 * Packed embedding rows by (field, key). A row holds, for every embedding set, the embedding and whatever the optimiser
 * keeps for it, as {@link RowLayout} says; rows exist once they were touched, and have their initial values before.
 *
 * <p>Order of calls for a batch: {@link #gather} all distinct rows, work on the gathered matrix, {@link #scatter} it back.
 */
public interface EmbeddingRows {

    /**
     * Copies the distinct rows of a batch.
     *
     * @param into {@code [index.distinct(), layout.width()]}
     */
    void gather(BatchIndex index, float[][] into);

    /** Stores the rows of a batch that {@link #gather} has read, changed or not. */
    void scatter(BatchIndex index, float[][] from);
}
