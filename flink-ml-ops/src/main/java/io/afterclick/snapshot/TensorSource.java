package io.afterclick.snapshot;

import java.io.IOException;
import java.util.List;

/** Named tensors that can be read piece by piece. */
public interface TensorSource {

    /** What there is, names unique. */
    List<TensorSpec> specs();

    /** Where the tensors are, for messages. */
    String location();

    /**
     * Reads elements of a tensor of floats, counted in row-major order.
     *
     * @param first number of the first element to read
     */
    void read(String name, long first, float[] target, int offset, int count) throws IOException;

    /** The tensor of a name. */
    default TensorSpec spec(String name) throws SnapshotException {
        for (TensorSpec spec : specs()) {
            if (spec.name().equals(name)) {
                return spec;
            }
        }
        throw new SnapshotException("tensor " + name + ": expected in " + location() + ", found none");
    }

    /** All values of a tensor of floats. */
    default float[] floats(String name) throws IOException {
        TensorSpec spec = spec(name);
        if (spec.elements() > Integer.MAX_VALUE - 8) {
            throw new SnapshotException("tensor " + name + ": expected at most " + (Integer.MAX_VALUE - 8)
                    + " elements to read at once, found " + spec.elements() + " in " + location());
        }
        float[] values = new float[(int) spec.elements()];
        read(name, 0, values, 0, values.length);
        return values;
    }
}
