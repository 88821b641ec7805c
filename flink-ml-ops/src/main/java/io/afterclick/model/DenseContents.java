package io.afterclick.model;

import io.afterclick.learn.DenseLayers;
import io.afterclick.learn.ModelPart;
import io.afterclick.learn.optimise.DenseParameter;
import io.afterclick.snapshot.ElementType;
import io.afterclick.snapshot.ParametersDigest;
import io.afterclick.snapshot.SnapshotReader;
import io.afterclick.snapshot.TensorSpec;
import java.io.IOException;
import java.util.List;

/** Dense parameters under their own names. */
record DenseContents(ModelPart part) implements BlockContents {

    @Override
    public List<TensorSpec> expected() {
        return part.layers().parameters().stream()
                .map(parameter -> new TensorSpec(parameter.name(), ElementType.F32, parameter.shape()))
                .toList();
    }

    @Override
    public void digest(ParametersDigest digest) {
        digest(part.layers(), digest);
    }

    static void digest(DenseLayers layers, ParametersDigest digest) {
        for (DenseParameter parameter : layers.parameters()) {
            digest.addBlock(parameter.name(), parameter.values());
        }
    }

    @Override
    public void plan(TensorPlan plan) {
        for (DenseParameter parameter : part.layers().parameters()) {
            plan.floats(
                    parameter.name(),
                    parameter.shape(),
                    writer -> writer.append(parameter.name(), parameter.values(), 0, parameter.size()));
        }
    }

    @Override
    public void load(SnapshotReader folder) throws IOException {
        for (DenseParameter parameter : part.layers().parameters()) {
            parameter.load(folder.floats(parameter.name()));
        }
        part.layers().pushParameters();
    }
}
