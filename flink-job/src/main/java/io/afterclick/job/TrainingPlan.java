package io.afterclick.job;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.job.judge.JudgeSettings;
import io.afterclick.job.judge.JudgedVariant;
import io.afterclick.job.key.SpreadKeys;
import io.afterclick.job.settings.JourneyOptions;
import io.afterclick.job.settings.RunOptions;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.settings.SnapshotOptions;
import io.afterclick.job.settings.TrainerOptions;
import io.afterclick.job.trainer.TrainerSettings;
import io.afterclick.job.trainer.VariantPlan;
import io.afterclick.job.variant.ModelDefaults;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.job.variant.Variants;
import io.afterclick.journey.JourneyWindows;
import io.afterclick.learn.embedding.RowAgeing;
import io.afterclick.learn.tesla.TeslaSettings.Weighting;
import io.afterclick.trial.BatchSizes;
import io.afterclick.trial.Segments;
import java.util.ArrayList;
import java.util.List;

/**
 * What is trained and judged, whatever the events come from.
 *
 * @param specs variants as they were asked for
 * @param variants the same ones with their keys
 * @param windows of attribution and observation
 * @param segments of the stream
 */
public record TrainingPlan(
        Settings settings,
        List<VariantSpec> specs,
        List<VariantPlan> variants,
        JourneyWindows windows,
        Segments segments,
        FeatureSpace features) {

    /** What all variants have in common. */
    public static ModelDefaults defaults(Settings settings, FeatureSpace features, JourneyWindows windows) {
        return new ModelDefaults(
                features.names(),
                settings.get(TrainerOptions.DIMENSION),
                settings.get(TrainerOptions.INIT_STD),
                settings.find(TrainerOptions.LEARNING_RATE).orElse(null),
                settings.get(TrainerOptions.ROWS),
                settings.get(TrainerOptions.WEIGHTING) == Weighting.ONLINE,
                windows.gmvAttribution(),
                settings.get(TrainerOptions.BATCH_SIZE),
                settings.get(RunOptions.SEED));
    }

    public static BatchSizes batches(Settings settings) {
        return new BatchSizes(settings.get(TrainerOptions.BATCH_SIZE), settings.get(TrainerOptions.MIN_BATCH));
    }

    /** Gives variants keys by which they are spread over the trainer's instances. */
    public static List<VariantPlan> spread(Settings settings, List<VariantPlan> plans) {
        List<String> names = plans.stream().map(VariantPlan::name).toList();
        List<String> keys = SpreadKeys.of(names, settings.get(RunOptions.MAX_PARALLELISM));
        return plans.stream()
                .map(one -> one.withKey(keys.get(names.indexOf(one.name()))))
                .toList();
    }

    public TrainerSettings trainer() {
        return new TrainerSettings(
                variants,
                segments,
                batches(settings),
                features,
                settings.get(TrainerOptions.CACHE_SIZE).getBytes(),
                settings.get(TrainerOptions.WAITING_SIZE).getBytes(),
                settings.bounded(),
                settings.get(SnapshotOptions.EVERY),
                ageing());
    }

    private RowAgeing ageing() {
        long expiry = settings.get(TrainerOptions.EXPIRE_AFTER).toMillis();
        long length = segments.length();
        return new RowAgeing(Math.toIntExact((expiry + length - 1) / length), settings.get(TrainerOptions.ADMIT_AFTER));
    }

    public JudgeSettings judge() {
        return new JudgeSettings(
                judged(),
                windows.longest(),
                segments.length(),
                settings.get(JourneyOptions.CACHE_SIZE).getBytes(),
                settings.bounded());
    }

    private List<JudgedVariant> judged() {
        long first = segments.start() + segments.length();
        List<JudgedVariant> judged = new ArrayList<>();
        for (int i = 0; i < variants.size(); i++) {
            VariantSpec spec = specs.get(i);
            judged.add(new JudgedVariant(
                    spec.name(),
                    Variants.quantities(spec),
                    first,
                    first + segments.count() * segments.length(),
                    variants.get(i).closingDelay()));
        }
        return judged;
    }
}
