package io.afterclick.model;

import io.afterclick.learn.DenseLayers;
import io.afterclick.learn.EmbeddingTable;
import io.afterclick.learn.ModelPart;
import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.embedding.RowInitialiser;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.embedding.RowOrigin;
import io.afterclick.learn.optimise.DenseOptimiser;
import io.afterclick.learn.optimise.DenseParameter;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.optimise.RowOptimiser;
import io.afterclick.snapshot.Provenance;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** A small model that trains on invented gradients: two dense parameters, a statistic, two fields, two sets. */
final class Toy implements DenseLayers {

    static final List<String> FIELDS = List.of("user", "item");
    static final RowLayout LAYOUT = new RowLayout(2, 3, true);
    static final Provenance PROVENANCE = new Provenance("test", 7, new TreeMap<>(), 1_000L, 2_000L, 3, 4);
    static final long[] KEYS = {5, -1, 0, Long.MIN_VALUE, 70, Long.MAX_VALUE};

    private static final String KIND = "toy";

    final float[][] weight = new float[4][2];
    final float[] bias = new float[2];
    final float[] mean = new float[2];
    final HeapRows rows;
    final RowOptimiser rowOptimiser;
    final DenseOptimiser optimiser;
    int pushed;
    private final float[][] weightGradient = new float[4][2];
    private final float[] biasGradient = new float[2];

    Toy(RowMode mode) {
        this(mode, new RowInitialiser(3, 1));
    }

    Toy(RowMode mode, RowOrigin origin) {
        rows = new HeapRows(FIELDS.size(), LAYOUT, origin);
        rowOptimiser = mode.optimiser(LAYOUT, RowMode.newHistories(LAYOUT));
        optimiser = new DenseOptimiser(parameters());
    }

    @Override
    public List<DenseParameter> parameters() {
        return List.of(
                DenseParameter.transposed("linear.weight", weight, weightGradient),
                DenseParameter.vector("linear.bias", bias, biasGradient),
                DenseParameter.fixed("norm.mean", mean));
    }

    @Override
    public void pushParameters() {
        pushed++;
    }

    ModelPart part() {
        EmbeddingTable table =
                new EmbeddingTable(List.of("own.embedding", "shared.embedding"), FIELDS, rows, rowOptimiser);
        return ModelPart.trained("network", this, table, optimiser);
    }

    Model model() {
        return new Model(KIND, List.of(part()));
    }

    ModelWriter writer() {
        return new ModelWriter(model(), "toy-a", PROVENANCE);
    }

    /** A step of everything, on the rows of some keys of both fields. */
    void step(long seed, double learningRate, long... keys) {
        Random random = new Random(seed);
        for (float[] row : weightGradient) {
            fill(random, row);
        }
        fill(random, biasGradient);
        fill(random, mean);
        optimiser.step(learningRate);
        float[][] packed = new float[FIELDS.size() * keys.length][LAYOUT.width()];
        float[][] gradients = new float[packed.length][LAYOUT.sets() * LAYOUT.dimension()];
        // By key, not by place: a step is the same in whatever order the keys come.
        for (int i = 0; i < packed.length; i++) {
            long key = keys[i % keys.length];
            rows.read(i / keys.length, key, packed[i]);
            fill(new Random(seed + key + i / keys.length), gradients[i]);
        }
        rowOptimiser.catchUp(packed, packed.length);
        rowOptimiser.step(0, packed, packed.length, gradients, 0, learningRate);
        rowOptimiser.step(1, packed, packed.length, gradients, LAYOUT.dimension(), learningRate);
        for (int i = 0; i < packed.length; i++) {
            rows.write(i / keys.length, keys[i % keys.length], packed[i]);
        }
    }

    /** Some steps, after which rows wait to be caught up if that is what they do. */
    Toy trained() {
        step(1, 1e-2, KEYS);
        step(2, 1e-2, 5, 70);
        step(3, 5e-3, 0, -1);
        step(4, 5e-3, 8);
        return this;
    }

    /** Everything there is, rows in the order of field and key. */
    String state() {
        StringBuilder text = new StringBuilder();
        text.append(Arrays.deepToString(weight))
                .append(Arrays.toString(bias))
                .append(Arrays.toString(mean))
                .append(optimiser.steps());
        optimiser.moments((parameter, first, second) ->
                text.append(parameter.name()).append(Arrays.toString(first)).append(Arrays.toString(second)));
        TreeMap<String, String> sorted = new TreeMap<>();
        rows.forEach((field, key, row) -> sorted.put(field + " " + key, Arrays.toString(row)));
        return text.append(sorted).toString();
    }

    private static void fill(Random random, float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
    }
}
