package io.afterclick.job.trainer;

import io.afterclick.job.record.ModelSlice;
import io.afterclick.job.record.TrainerCost;
import io.afterclick.job.record.VariantReport;
import io.afterclick.learn.DurableLearner;
import io.afterclick.learn.embedding.AgeingRows;
import io.afterclick.learn.embedding.RowCache;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.model.LearnerDigest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A variant in training and all of its state. In memory between snapshots; {@link #flush} brings keyed state up to date. Every
 * method is called under the variant's key.
 */
final class KeptVariant {

    private final String name;
    private final String key;
    private final TrainerState state;
    private final StateRows rows;
    private final List<RowCache> caches;
    private final List<AgeingRows> aged;
    private final DurableLearner durable;
    private final VariantTrainer trainer;
    private final CostMeter meter;
    private final RowSweep sweep;
    private final Publishing publishing;
    private long flushedSteps;

    private KeptVariant(
            VariantPlan plan,
            TrainerState state,
            StateRows rows,
            List<RowCache> caches,
            List<AgeingRows> aged,
            DurableLearner durable,
            VariantTrainer trainer,
            CostMeter meter,
            RowSweep sweep,
            Publishing publishing) {
        this.name = plan.name();
        this.key = plan.key();
        this.state = state;
        this.rows = rows;
        this.caches = caches;
        this.aged = aged;
        this.durable = durable;
        this.trainer = trainer;
        this.meter = meter;
        this.sweep = sweep;
        this.publishing = publishing;
        this.flushedSteps = trainer.progress().totals().steps();
    }

    /**
     * Opens a variant as state has it, or as it begins.
     *
     * @param slices takes the pieces of models that it publishes
     */
    static KeptVariant open(
            VariantPlan plan,
            TrainerSettings settings,
            MatrixEngine engine,
            TrainerState state,
            VariantTrainer.Listener listener,
            Consumer<ModelSlice> slices)
            throws Exception {
        new ModelIdentity(plan, settings).requireSame(state.model());
        StateRows rows = new StateRows(state.rows());
        List<RowCache> caches = new ArrayList<>();
        List<AgeingRows> aged = new ArrayList<>();
        DurableLearner durable = plan.opener().open(engine, (layout, origin) -> {
            boolean ages = settings.ageing().isNeeded();
            RowCache cache = new RowCache(ages ? layout.aged() : layout, origin, rows, settings.cacheBytes());
            caches.add(cache);
            if (!ages) {
                return cache;
            }
            AgeingRows ageing = new AgeingRows(cache, layout, origin, settings.ageing());
            aged.add(ageing);
            return ageing;
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
        PublishingTimes times = PublishingTimes.of(plan, settings);
        RowLayout layout = durable.format().layout();
        RowSweep sweep = new RowSweep(
                settings.ageing(),
                settings.ageing().isNeeded() ? layout.aged() : layout,
                rows,
                state.sweep().value());
        Publishing publishing = new Publishing(
                plan.name(),
                times,
                durable,
                rows,
                sweep,
                slices,
                state.publishing().value());
        VariantTrainer trainer = new VariantTrainer(
                durable.learner(),
                settings.segments(),
                plan.closingDelay(),
                settings.batchSizes(),
                settings.features(),
                WaitingBlocks.restore(state.samples(), settings.waitingBytes() / 2),
                WaitingBlocks.restore(state.clicks(), settings.waitingBytes() / 2),
                progress,
                publishing.hearing(listener));
        CostMeter meter = new CostMeter(state.cost().value());
        return new KeptVariant(plan, state, rows, caches, aged, durable, trainer, meter, sweep, publishing);
    }

    /** Brings keyed state up to date. */
    void flush() throws Exception {
        long start = meter.now();
        trainer.flush();
        flushRows();
        Progress progress = trainer.progress();
        long steps = progress.totals().steps();
        if (steps != flushedSteps) {
            new DenseState(state.dense()).write(durable);
            flushedSteps = steps;
        }
        meter.addFlush(start);
        try {
            state.progress().update(progress.toBytes());
            state.cost().update(CostMeter.toBytes(cost()));
            state.publishing().update(publishing.toBytes());
            state.sweep().update(sweep.toBytes());
        } catch (IOException e) {
            throw new IOException("variant " + name + ": could not write its progress", e);
        }
    }

    private void flushRows() {
        for (RowCache cache : caches) {
            cache.flush();
        }
        rows.handOver();
    }

    String name() {
        return name;
    }

    String key() {
        return key;
    }

    VariantTrainer trainer() {
        return trainer;
    }

    /** Whether there is something to do up to a watermark. */
    boolean hasWork(long watermark) {
        return sweepIsDue() || publishing.isDue(trainer.progress()) || trainer.hasWork(watermark);
    }

    private boolean sweepIsDue() {
        return sweep.isDue(trainer.progress(), publishing.isDue(trainer.progress()));
    }

    /**
     * Removes some rows that have expired, or publishes a piece of its model, or scores some clicks, or trains on a batch, or goes on to the next segment.
     *
     * @return clicks scored or samples trained on
     */
    long turn() throws Exception {
        long before = trainer.progress().totals().worked();
        long start = meter.now();
        boolean trained = false;
        if (sweepIsDue()) {
            if (!sweep.isBegun()) {
                flushRows();
            }
            sweep.turn(trainer.progress());
        } else if (publishing.isDue(trainer.progress())) {
            if (!publishing.isBegun()) {
                flushRows();
            }
            publishing.turn(trainer.progress());
        } else {
            aged.forEach(one -> one.at(trainer.progress().segment()));
            trained = trainer.turn();
        }
        meter.add(start, trained);
        return trainer.progress().totals().worked() - before;
    }

    TrainerCost cost() {
        long hits = 0;
        long misses = 0;
        for (RowCache cache : caches) {
            hits += cache.hits();
            misses += cache.misses();
        }
        return meter.with(new TrainerCost(
                0, 0, 0, hits, misses, rows.reads(), rows.writes(), rows.readNanos(), rows.writeNanos()));
    }

    /** Digests of all that it trains, and counts; brings keyed state up to date and reads every row of it once. */
    VariantReport report() throws Exception {
        flush();
        LearnerDigest digest = new LearnerDigest(durable);
        Progress progress = trainer.progress();
        rows.forEach(sweep.width(), (field, row, packed) -> {
            if (sweep.isAlive(packed, progress.segment())) {
                digest.add(field, row, packed);
            }
        });
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
