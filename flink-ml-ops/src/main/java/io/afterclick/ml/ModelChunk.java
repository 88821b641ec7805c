package io.afterclick.ml;

import java.io.Serializable;

/**
 * A piece of a file of a model's folder.
 *
 * @param part place among the pieces of the file, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // only carried from one place to another
record ModelChunk(String file, int part, byte[] bytes) implements Serializable {

    /** Small enough for results that are fetched from a running job. */
    static final int BYTES = 1 << 20;
}
