package io.afterclick.learn.reader;

import java.util.function.Consumer;

/**
 * Fills batches of pretraining, none of them smaller than the smallest one, unless there are no more: a full batch goes once
 * as many as make another one are behind it.
 */
final class SettledBuffer {

    private final int batchSize;
    private final int minBatch;
    private final Consumer<SettledBatch> train;
    private SettledBatch batch = new SettledBatch();
    private SettledBatch behind = new SettledBatch();

    /** @param train takes a step on a batch, which is only good until it returns */
    SettledBuffer(int batchSize, int minBatch, Consumer<SettledBatch> train) {
        this.batchSize = batchSize;
        this.minBatch = minBatch;
        this.train = train;
    }

    void add(long[] keys, float elapsed, int count, float value, int finalCount, float finalValue) {
        SettledBatch open = batch.size() < batchSize ? batch : behind;
        open.add(keys, elapsed, count, value, finalCount, finalValue);
        if (behind.size() == minBatch) {
            train.accept(batch);
            batch.clear();
            SettledBatch full = behind;
            behind = batch;
            batch = full;
        }
    }

    /** Trains on what is left as one batch. */
    void finish() {
        batch.addAll(behind);
        if (batch.size() > 0) {
            train.accept(batch);
        }
        batch.clear();
        behind.clear();
    }
}
