package io.afterclick.learn.tesla;

import io.afterclick.learn.embedding.BatchIndex;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.layer.Tower;
import io.afterclick.learn.optimise.RowAdam;

/** A tower and the embedding sets of packed rows that it reads and moves. */
final class StagedTower {

    private final Tower tower;
    private final int[] sets;
    private final RowLayout layout;
    private final RowAdam rowAdam;

    StagedTower(Tower tower, int[] sets, RowLayout layout) {
        this.tower = tower;
        this.sets = sets;
        this.layout = layout;
        this.rowAdam = new RowAdam(layout);
    }

    Tower tower() {
        return tower;
    }

    /** Forward pass on gathered rows; the logits are the tower's. */
    float[][] forward(BatchIndex index, float[][] rows, boolean training) {
        float[][] inputs = tower.inputs(index.distinct());
        int d = layout.dimension();
        for (int place = 0; place < index.distinct(); place++) {
            for (int s = 0; s < sets.length; s++) {
                System.arraycopy(rows[place], layout.embedding(sets[s]), inputs[place], s * d, d);
            }
        }
        tower.forward(index, training);
        return tower.logits();
    }

    /** Backward pass and an optimiser step of everything that the stage moves. */
    void step(BatchIndex index, float[][] rows, double learningRate) {
        tower.backward(index);
        tower.step(learningRate);
        int d = layout.dimension();
        for (int s = 0; s < sets.length; s++) {
            rowAdam.step(sets[s], rows, index.distinct(), tower.inputGradients(), s * d, learningRate);
        }
    }
}
