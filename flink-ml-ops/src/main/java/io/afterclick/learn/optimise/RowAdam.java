package io.afterclick.learn.optimise;

import io.afterclick.learn.embedding.RowLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Adam for gathered embedding rows, moments and step counts inside the packed rows. Lazy: a row moves only when it is in a
 * batch, with its own step count.
 */
public final class RowAdam implements RowOptimiser {

    private final RowLayout layout;
    private final RowBlock block;
    private @Nullable StepSize[] sizes = new StepSize[0];
    private double sizedFor = Double.NaN;

    public RowAdam(RowLayout layout) {
        this.layout = layout;
        this.block = new RowBlock(layout);
    }

    @Override
    public void catchUp(float[][] rows, int count) {
        // A row that is in no batch stands still.
    }

    @Override
    public void step(int set, float[][] rows, int count, float[][] gradients, int from, double learningRate) {
        int steps = layout.steps(set);
        for (int begin = 0; begin < count; begin += RowBlock.ROWS) {
            int end = Math.min(count, begin + RowBlock.ROWS);
            for (int r = begin; r < end; r++) {
                rows[r][steps] += 1;
                block.take(r - begin, set, rows[r], gradients[r], from, size((int) rows[r][steps], learningRate));
            }
            block.step();
            for (int r = begin; r < end; r++) {
                block.give(r - begin, set, rows[r]);
            }
        }
    }

    @Override
    public void takeBack(int set) {
        // A row's count is in the row.
    }

    /** Step sizes by step count, worked out once for a learning rate. */
    private StepSize size(int step, double learningRate) {
        if (learningRate != sizedFor) {
            sizes = new StepSize[64];
            sizedFor = learningRate;
        }
        if (step >= sizes.length) {
            sizes = Arrays.copyOf(sizes, Math.max(step + 1, 2 * sizes.length));
        }
        StepSize size = sizes[step];
        if (size == null) {
            size = StepSize.of(learningRate, step);
            sizes[step] = size;
        }
        return size;
    }
}
