package io.afterclick.npz;

import io.afterclick.snapshot.SnapshotException;
import io.afterclick.snapshot.TensorSource;
import io.afterclick.snapshot.TensorSpec;
import java.io.IOException;
import java.util.List;

/** The arrays of a golden case as tensors, of whole shapes; of a truncated one only the values that are here can be read. */
final class GoldenTensors implements TensorSource {

    private final Golden golden;
    private final String name;
    private final List<TensorSpec> specs;

    GoldenTensors(Golden golden, String name) {
        this.golden = golden;
        this.name = name;
        this.specs = golden.arrays("").stream()
                .map(array -> new TensorSpec(array, golden.type(array), golden.shape(array)))
                .toList();
    }

    @Override
    public List<TensorSpec> specs() {
        return specs;
    }

    @Override
    public String location() {
        return "golden case " + name;
    }

    @Override
    public void read(String array, long first, float[] target, int offset, int count) throws IOException {
        float[] values = golden.floats(array);
        if (first > values.length - count) {
            throw new SnapshotException("tensor " + array + ": expected values up to " + (first + count) + ", found "
                    + values.length + " in " + location());
        }
        System.arraycopy(values, (int) first, target, offset, count);
    }
}
