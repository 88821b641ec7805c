package io.afterclick.job.trainer;

import io.afterclick.learn.DurableLearner;
import io.afterclick.learn.embedding.RowCache;
import io.afterclick.learn.matrix.MatrixEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A variant in training and all of its state. In memory between snapshots; {@link #flush} brings keyed state up to date. Every
 * method is called under the variant's key.
 */
final class KeptVariant {

    private final String name;
    private final TrainerState state;
    private final StateRows rows;
    private final List<RowCache> caches;
    private final DurableLearner durable;
    private final VariantTrainer trainer;
    private long flushedSteps;

    private KeptVariant(
            String name,
            TrainerState state,
            StateRows rows,
            List<RowCache> caches,
            DurableLearner durable,
            VariantTrainer trainer) {
        this.name = name;
        this.state = state;
        this.rows = rows;
        this.caches = caches;
        this.durable = durable;
        this.trainer = trainer;
        this.flushedSteps = trainer.progress().steps();
    }

    /** Opens a variant as state has it, or as it begins. */
    static KeptVariant open(
            VariantPlan plan,
            TrainerSettings settings,
            MatrixEngine engine,
            TrainerState state,
            VariantTrainer.Listener listener)
            throws Exception {
        StateRows rows = new StateRows(state.rows());
        List<RowCache> caches = new ArrayList<>();
        DurableLearner durable = plan.opener().open(engine, (layout, origin) -> {
            RowCache cache = new RowCache(layout, origin, rows, settings.cacheBytes());
            caches.add(cache);
            return cache;
        });
        if (caches.size() > 1) {
            throw new IllegalStateException(
                    "variant " + plan.name() + ": expected one table of rows that move, found " + caches.size());
        }
        byte[] before = state.progress().value();
        Progress progress = before == null ? Progress.begin() : Progress.of(before);
        if (progress.steps() > 0) {
            new DenseState(state.dense()).read(durable);
        }
        VariantTrainer trainer = new VariantTrainer(
                durable.learner(),
                settings.segments(),
                plan.closingDelay(),
                settings.batchSizes(),
                settings.features(),
                WaitingBlocks.restore(state.samples(), settings.waitingBytes()),
                WaitingBlocks.restore(state.clicks(), settings.waitingBytes()),
                progress,
                listener);
        return new KeptVariant(plan.name(), state, rows, caches, durable, trainer);
    }

    /** Brings keyed state up to date. */
    void flush() throws Exception {
        trainer.flush();
        for (RowCache cache : caches) {
            cache.flush();
        }
        rows.handOver();
        Progress progress = trainer.progress();
        if (progress.steps() != flushedSteps) {
            new DenseState(state.dense()).write(durable);
            flushedSteps = progress.steps();
        }
        try {
            state.progress().update(progress.toBytes());
        } catch (IOException e) {
            throw new IOException("variant " + name + ": could not write its progress", e);
        }
    }

    String name() {
        return name;
    }

    VariantTrainer trainer() {
        return trainer;
    }

    DurableLearner durable() {
        return durable;
    }

    /** Rows asked for that were in memory, of all that were asked for. */
    double hitRate() {
        long hits = 0;
        long all = 0;
        for (RowCache cache : caches) {
            hits += cache.hits();
            all += cache.hits() + cache.misses();
        }
        return all == 0 ? 1 : hits / (double) all;
    }

    StateRows rows() {
        return rows;
    }
}
