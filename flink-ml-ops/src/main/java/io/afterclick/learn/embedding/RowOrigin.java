package io.afterclick.learn.embedding;

/** What a row holds before it is first stored. */
public interface RowOrigin {

    /**
     * Writes the embeddings of all sets; moments and step counts begin at zero.
     *
     * @param row packed, zero, {@code [layout.width()]}
     */
    void begin(int field, long key, RowLayout layout, float[] row);
}
