package io.afterclick.model;

import io.afterclick.learn.ModelPart;
import io.afterclick.learn.optimise.DenseOptimiser;
import io.afterclick.learn.optimise.DenseParameter;
import io.afterclick.snapshot.ElementType;
import io.afterclick.snapshot.ParametersDigest;
import io.afterclick.snapshot.SnapshotReader;
import io.afterclick.snapshot.TensorSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * State of the dense optimisers: {@code optimiser.<parameter>.first_moment} and {@code .second_moment}, shaped like the parameter,
 * and for every task {@code optimiser.<task>.steps}, {@code [1]}.
 */
record MomentContents(ModelPart part) implements BlockContents {

    static final String PREFIX = "optimiser.";
    static final String FIRST = ".first_moment";
    static final String SECOND = ".second_moment";
    static final String STEPS = ".steps";

    @Override
    public List<TensorSpec> expected() {
        List<TensorSpec> specs = new ArrayList<>();
        part.optimisers().forEach((task, optimiser) -> {
            specs.add(TensorSpec.longs(PREFIX + task + STEPS, 1));
            optimiser.moments((parameter, first, second) -> {
                specs.add(new TensorSpec(PREFIX + parameter.name() + FIRST, ElementType.F32, parameter.shape()));
                specs.add(new TensorSpec(PREFIX + parameter.name() + SECOND, ElementType.F32, parameter.shape()));
            });
        });
        return specs;
    }

    @Override
    public void digest(ParametersDigest digest) {
        digest(part.optimisers(), digest);
    }

    static void digest(SortedMap<String, DenseOptimiser> optimisers, ParametersDigest digest) {
        optimisers.forEach((task, optimiser) -> {
            digest.addBlock(PREFIX + task + STEPS, new long[] {optimiser.steps()});
            optimiser.moments((parameter, first, second) -> {
                digest.addBlock(PREFIX + parameter.name() + FIRST, first);
                digest.addBlock(PREFIX + parameter.name() + SECOND, second);
            });
        });
    }

    @Override
    public void plan(TensorPlan plan) {
        part.optimisers().forEach((task, optimiser) -> {
            plan.longs(PREFIX + task + STEPS, new long[] {optimiser.steps()});
            optimiser.moments((parameter, first, second) -> {
                floats(plan, PREFIX + parameter.name() + FIRST, parameter, first);
                floats(plan, PREFIX + parameter.name() + SECOND, parameter, second);
            });
        });
    }

    private static void floats(TensorPlan plan, String name, DenseParameter parameter, float[] moments) {
        plan.floats(name, parameter.shape(), writer -> writer.append(name, moments, 0, moments.length));
    }

    @Override
    public void load(SnapshotReader folder) throws IOException {
        for (Map.Entry<String, DenseOptimiser> task : part.optimisers().entrySet()) {
            DenseOptimiser optimiser = task.getValue();
            long[] steps = new long[1];
            folder.read(PREFIX + task.getKey() + STEPS, 0, steps, 0, 1);
            optimiser.restoreSteps(steps[0]);
            List<String> names = new ArrayList<>();
            optimiser.moments((parameter, first, second) -> names.add(PREFIX + parameter.name()));
            for (int place = 0; place < names.size(); place++) {
                String name = names.get(place);
                optimiser.restore(place, folder.floats(name + FIRST), folder.floats(name + SECOND));
            }
        }
    }
}
