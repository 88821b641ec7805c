package io.afterclick.learn.optimise;

import java.util.ArrayList;
import java.util.List;

/**
 * A copy of dense parameters, and of an optimiser's state, from before a batch that may have to be given up. Reused; holds
 * as much memory as what it copies.
 */
public final class Undo {

    private final List<float[][]> live = new ArrayList<>();
    private final List<float[][]> copies = new ArrayList<>();

    /** Of parameters without an optimiser. */
    public Undo(List<DenseParameter> parameters) {
        for (DenseParameter parameter : parameters) {
            live.add(parameter.valueRows());
        }
        makeCopies();
    }

    /** Of an optimiser and the parameters that it moves; its count of steps is taken back by its owner. */
    public Undo(DenseOptimiser optimiser) {
        optimiser.arrays(live);
        makeCopies();
    }

    private void makeCopies() {
        for (float[][] rows : live) {
            float[][] copy = new float[rows.length][];
            for (int r = 0; r < rows.length; r++) {
                copy[r] = new float[rows[r].length];
            }
            copies.add(copy);
        }
    }

    /** Remembers everything as it is. */
    public void remember() {
        for (int i = 0; i < live.size(); i++) {
            copy(live.get(i), copies.get(i));
        }
    }

    /** Makes everything as it was; parameters must be pushed after it. */
    public void restore() {
        for (int i = 0; i < live.size(); i++) {
            copy(copies.get(i), live.get(i));
        }
    }

    private static void copy(float[][] from, float[][] to) {
        for (int r = 0; r < from.length; r++) {
            System.arraycopy(from[r], 0, to[r], 0, from[r].length);
        }
    }
}
