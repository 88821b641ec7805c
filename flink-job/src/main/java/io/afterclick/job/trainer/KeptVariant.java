package io.afterclick.job.trainer;

import io.afterclick.job.record.TrainerCost;
import io.afterclick.job.record.VariantReport;
import io.afterclick.learn.DurableLearner;
import io.afterclick.learn.embedding.RowCache;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.model.LearnerDigest;
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
    private final CostMeter meter;
    private long flushedSteps;

    private KeptVariant(
            String name,
            TrainerState state,
            StateRows rows,
            List<RowCache> caches,
            DurableLearner durable,
            VariantTrainer trainer,
            CostMeter meter) {
        this.name = name;
        this.state = state;
        this.rows = rows;
        this.caches = caches;
        this.durable = durable;
        this.trainer = trainer;
        this.meter = meter;
        this.flushedSteps = trainer.progress().totals().steps();
    }

    /** Opens a variant as state has it, or as it begins. */
    static KeptVariant open(
            VariantPlan plan,
            TrainerSettings settings,
            MatrixEngine engine,
            TrainerState state,
            VariantTrainer.Listener listener)
            throws Exception {
        new ModelIdentity(plan, settings.features(), settings.segments()).requireSame(state.model());
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
        if (progress.totals().steps() > 0) {
            new DenseState(state.dense()).read(durable);
        }
        VariantTrainer trainer = new VariantTrainer(
                durable.learner(),
                settings.segments(),
                plan.closingDelay(),
                settings.batchSizes(),
                settings.features(),
                WaitingBlocks.restore(state.samples(), settings.waitingBytes() / 2),
                WaitingBlocks.restore(state.clicks(), settings.waitingBytes() / 2),
                progress,
                listener);
        CostMeter meter = new CostMeter(state.cost().value());
        return new KeptVariant(plan.name(), state, rows, caches, durable, trainer, meter);
    }

    /** Brings keyed state up to date. */
    void flush() throws Exception {
        trainer.flush();
        for (RowCache cache : caches) {
            cache.flush();
        }
        rows.handOver();
        Progress progress = trainer.progress();
        long steps = progress.totals().steps();
        if (steps != flushedSteps) {
            new DenseState(state.dense()).write(durable);
            flushedSteps = steps;
        }
        try {
            state.progress().update(progress.toBytes());
            state.cost().update(CostMeter.toBytes(cost()));
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

    /** Scores some clicks, or trains on a batch, or goes on to the next segment. */
    void turn() throws Exception {
        long start = meter.now();
        boolean trained = trainer.turn();
        meter.add(start, trained);
    }

    TrainerCost cost() {
        long hits = 0;
        long misses = 0;
        for (RowCache cache : caches) {
            hits += cache.hits();
            misses += cache.misses();
        }
        return meter.with(hits, misses, rows.reads(), rows.writes());
    }

    /** Digests of all that it trains, and counts; brings keyed state up to date and reads every row of it once. */
    VariantReport report() throws Exception {
        flush();
        LearnerDigest digest = new LearnerDigest(durable);
        rows.forEach(durable.format().layout().width(), digest::add);
        Progress progress = trainer.progress();
        return new VariantReport(
                name,
                digest.parameters(),
                digest.optimiser(),
                progress.segment(),
                progress.totals(),
                trainer.waitingSamples(),
                digest.rows(),
                cost());
    }
}
