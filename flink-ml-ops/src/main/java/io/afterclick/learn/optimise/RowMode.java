package io.afterclick.learn.optimise;

import io.afterclick.learn.embedding.RowLayout;
import java.util.Arrays;

/** When a row moves that takes part in only some of its table's steps. */
public enum RowMode {
    /** Only when it is in a batch, with its own step count. */
    LAZY,
    /** As in a dense table, by its momentum at every step, made up for when it is read. */
    DEFERRED;

    /** An optimiser that continues the histories of a table's sets, {@code [sets]}; lazy rows need none. */
    public RowOptimiser optimiser(RowLayout layout, StepHistory[] histories) {
        return this == LAZY ? new RowAdam(layout) : new DeferredRowAdam(layout, histories);
    }

    /** Histories of a table that has taken no step yet. */
    public static StepHistory[] newHistories(RowLayout layout) {
        StepHistory[] histories = new StepHistory[layout.sets()];
        Arrays.setAll(histories, set -> new StepHistory());
        return histories;
    }
}
