package io.afterclick.snapshot;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares what is there with what should be there: names, types, shapes, and finite values. */
public final class TensorCheck {

    private static final int CHUNK = 1 << 13;

    private final Map<String, TensorSpec> expected = new LinkedHashMap<>();

    /** @param expected tensors; sizes may be {@link TensorSpec#ANY} */
    public TensorCheck(List<TensorSpec> expected) {
        for (TensorSpec spec : expected) {
            this.expected.put(spec.name(), spec);
        }
    }

    /** In which file a tensor is, for messages. */
    interface Location {
        String of(String name) throws SnapshotException;
    }

    /** Refuses a source that differs, or holds a value that is not finite. */
    public void check(TensorSource source) throws IOException {
        check(source, name -> source.location());
    }

    void check(TensorSource source, Location location) throws IOException {
        Map<String, TensorSpec> found = new LinkedHashMap<>();
        for (TensorSpec spec : source.specs()) {
            found.put(spec.name(), spec);
        }
        for (TensorSpec spec : expected.values()) {
            TensorSpec other = found.get(spec.name());
            if (other == null) {
                throw new SnapshotException("tensor " + spec.name() + ": expected " + spec.describe()
                        + ", found none in " + source.location());
            }
            if (!spec.accepts(other)) {
                throw new SnapshotException("tensor " + spec.name() + ": expected " + spec.describe() + ", found "
                        + other.describe() + " in " + location.of(spec.name()));
            }
        }
        for (TensorSpec spec : found.values()) {
            if (!expected.containsKey(spec.name())) {
                throw new SnapshotException("tensor " + Excerpts.plain(spec.name()) + ": expected none, found "
                        + spec.describe() + " in " + location.of(spec.name()));
            }
            requireFinite(source, spec, location);
        }
    }

    private static void requireFinite(TensorSource source, TensorSpec spec, Location location) throws IOException {
        if (spec.type() != ElementType.F32) {
            return;
        }
        long elements = spec.elements();
        float[] chunk = new float[(int) Math.min(CHUNK, elements)];
        for (long first = 0; first < elements; first += chunk.length) {
            int count = (int) Math.min(chunk.length, elements - first);
            source.read(spec.name(), first, chunk, 0, count);
            for (int i = 0; i < count; i++) {
                if (!Float.isFinite(chunk[i])) {
                    throw new SnapshotException("tensor " + spec.name() + ": expected finite values, found " + chunk[i]
                            + " as element " + (first + i) + " in " + location.of(spec.name()));
                }
            }
        }
    }
}
