package io.afterclick.snapshot;

import java.io.IOException;

/** Takes the elements of named tensors, piece by piece. */
public interface TensorSink {

    /** Appends elements {@code from} to before {@code to} of an array to a tensor of floats. */
    void append(String name, float[] values, int from, int to) throws IOException;

    /** Appends elements {@code from} to before {@code to} of an array to a tensor of longs. */
    void append(String name, long[] values, int from, int to) throws IOException;
}
