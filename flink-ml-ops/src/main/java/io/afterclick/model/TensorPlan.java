package io.afterclick.model;

import io.afterclick.snapshot.ElementType;
import io.afterclick.snapshot.SideBySideWriter;
import io.afterclick.snapshot.SnapshotWriter;
import io.afterclick.snapshot.TensorFileWriter;
import io.afterclick.snapshot.TensorSink;
import io.afterclick.snapshot.TensorSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tensors of a file to be written, and how to write each; none is held as a whole. */
final class TensorPlan {

    /** Appends all elements of a tensor. */
    interface Body {
        void write(TensorSink writer) throws IOException;
    }

    private final List<TensorSpec> specs = new ArrayList<>();
    private final Map<String, Body> bodies = new HashMap<>();

    void add(TensorSpec spec, Body body) {
        specs.add(spec);
        bodies.put(spec.name(), body);
    }

    void floats(String name, List<Long> shape, Body body) {
        add(new TensorSpec(name, ElementType.F32, shape), body);
    }

    void longs(String name, long[] values) {
        add(TensorSpec.longs(name, values.length), writer -> writer.append(name, values, 0, values.length));
    }

    /** The tensors, in any order. */
    List<TensorSpec> specs() {
        return specs;
    }

    /** Writes a file of these tensors and no others. */
    void write(SnapshotWriter snapshot, String file) throws IOException {
        try (TensorFileWriter writer = snapshot.file(file, specs)) {
            write(writer.order(), writer);
            writer.finish();
        }
    }

    /** Writes these tensors to a file that takes them in any order. */
    void write(SideBySideWriter writer) throws IOException {
        write(specs, writer);
    }

    private void write(List<TensorSpec> order, TensorSink writer) throws IOException {
        for (TensorSpec spec : order) {
            Body body = bodies.get(spec.name());
            if (body == null) {
                throw new IllegalStateException("tensor " + spec.name() + ": expected in the plan, found none");
            }
            // A tensor without elements is not to be appended to.
            if (spec.elements() > 0) {
                body.write(writer);
            }
        }
    }
}
