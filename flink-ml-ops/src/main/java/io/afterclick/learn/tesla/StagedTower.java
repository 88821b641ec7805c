package io.afterclick.learn.tesla;

import io.afterclick.learn.embedding.BatchIndex;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.layer.Tower;
import io.afterclick.learn.optimise.DenseOptimiser;
import io.afterclick.learn.optimise.DenseParameter;
import io.afterclick.learn.optimise.GradientNorm;
import io.afterclick.learn.optimise.RowOptimiser;
import io.afterclick.learn.optimise.Undo;
import java.util.ArrayList;
import java.util.List;

/**
 * A tower, the embedding sets of packed rows that it reads, and the optimisers of both.
 *
 * <p>Order of calls in training: {@link #remember} or {@link #rememberStatistics}, {@link #forward}, write the tower's logit
 * gradients, {@link #backward}, {@link #step}; {@link #undo} takes back whatever came since remembering.
 */
final class StagedTower {

    private final String prefix;
    private final Tower tower;
    private final int[] sets;
    private final RowLayout layout;
    private final RowOptimiser rowOptimiser;
    private final DenseOptimiser optimiser;
    private final Undo statistics;
    private final Undo moved;
    private boolean hasStepped;

    /** @param prefix of the tower's parameters */
    StagedTower(String prefix, Tower tower, int[] sets, RowLayout layout, RowOptimiser rowOptimiser) {
        this.prefix = prefix;
        this.tower = tower;
        this.sets = sets;
        this.layout = layout;
        this.rowOptimiser = rowOptimiser;
        // A frozen tower needs neither moments nor a way back.
        List<DenseParameter> parameters = layout.trained() ? parameters() : List.of();
        this.optimiser = new DenseOptimiser(parameters);
        this.statistics = new Undo(
                parameters.stream().filter(parameter -> !parameter.isTrained()).toList());
        this.moved = new Undo(optimiser);
    }

    Tower tower() {
        return tower;
    }

    String prefix() {
        return prefix;
    }

    List<DenseParameter> parameters() {
        List<DenseParameter> all = new ArrayList<>();
        tower.parameters(prefix, all::add);
        return all;
    }

    DenseOptimiser optimiser() {
        return optimiser;
    }

    /** Remembers everything that a step changes. */
    void remember() {
        rememberStatistics();
        moved.remember();
    }

    /** Remembers what a forward pass changes; enough if no step will be taken back. */
    void rememberStatistics() {
        statistics.remember();
        hasStepped = false;
    }

    /** Takes back the step, if there was one, and the forward pass. */
    void undo() {
        statistics.restore();
        if (hasStepped) {
            moved.restore();
            optimiser.restoreSteps(optimiser.steps() - 1);
            tower.pushParameters();
            for (int set : sets) {
                rowOptimiser.takeBack(set);
            }
            hasStepped = false;
        }
    }

    /** Forward pass on gathered rows; the logits are the tower's. */
    float[][] forward(BatchIndex index, float[][] rows, boolean training) {
        copyInputs(index, rows);
        tower.forward(index, training);
        return tower.logits();
    }

    /** Forward pass in evaluation mode, of each sample for itself. */
    float[][] score(BatchIndex index, float[][] rows) {
        copyInputs(index, rows);
        tower.score(index);
        return tower.logits();
    }

    private void copyInputs(BatchIndex index, float[][] rows) {
        float[][] inputs = tower.inputs(index.distinct());
        int d = layout.dimension();
        for (int place = 0; place < index.distinct(); place++) {
            for (int s = 0; s < sets.length; s++) {
                System.arraycopy(rows[place], layout.embedding(sets[s]), inputs[place], s * d, d);
            }
        }
    }

    /** Backward pass; returns {@code Σ g²} over everything that the tower moves, not finite if a gradient is not. */
    double backward(BatchIndex index) {
        tower.backward(index);
        return optimiser.squaredNorm() + GradientNorm.squared(tower.inputGradients(), index.distinct());
    }

    /** An optimiser step of everything that the tower moves. */
    void step(BatchIndex index, float[][] rows, double learningRate) {
        optimiser.step(learningRate);
        tower.pushParameters();
        int d = layout.dimension();
        for (int s = 0; s < sets.length; s++) {
            rowOptimiser.step(sets[s], rows, index.distinct(), tower.inputGradients(), s * d, learningRate);
        }
        hasStepped = true;
    }
}
