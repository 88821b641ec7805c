package io.afterclick.job.backtest;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.job.TrainingPlan;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.settings.RunOptions;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.variant.ModelDefaults;
import io.afterclick.job.variant.Variants;
import io.afterclick.journey.JourneyWindows;
import io.afterclick.journey.JourneyWindows.Tracked;
import io.afterclick.trial.BatchSizes;
import io.afterclick.trial.Pretraining;
import io.afterclick.trial.Segments;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a plan means for an input: its windows, its instants, and what its variants have in common.
 *
 * @param pretraining what is pretrained on, or null if an earlier run has pretrained
 */
record Protocol(
        JourneyWindows windows,
        Segments segments,
        BatchSizes batches,
        ModelDefaults defaults,
        @Nullable Pretraining pretraining) {

    static Protocol of(InputSources input, FeatureSpace features, BacktestPlan plan, Settings settings)
            throws IOException {
        JourneyWindows windows = settings.windows(tracked(plan));
        long dayZero = DayZero.of(input, settings);
        Segments segments = plan.segments(settings, dayZero);
        long seed = settings.get(RunOptions.SEED);
        ModelDefaults defaults = TrainingPlan.defaults(settings, features, windows);
        return new Protocol(
                windows,
                segments,
                TrainingPlan.batches(settings),
                defaults,
                pretraining(plan, dayZero, segments, seed));
    }

    /** What a run that begins from networks of an earlier one does not need may overlap with the stream. */
    private static @Nullable Pretraining pretraining(BacktestPlan plan, long dayZero, Segments segments, long seed) {
        return plan.init() != null
                ? null
                : new Pretraining(
                        plan.pretrain().start(dayZero), plan.pretrain().end(dayZero), segments.start(), seed);
    }

    /** The labels for which the journeys of a plan's variants are followed. */
    static Tracked tracked(BacktestPlan plan) {
        return Variants.tracked(plan.variants());
    }
}
