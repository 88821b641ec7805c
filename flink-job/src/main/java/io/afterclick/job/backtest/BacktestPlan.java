package io.afterclick.job.backtest;

import io.afterclick.job.settings.Settings;
import io.afterclick.job.settings.TrainerOptions;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.trial.Days;
import io.afterclick.trial.Segments;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is trained and tested, and when.
 *
 * @param variants by name, in the order of the table
 * @param pretrain days of the clicks that pretraining sees, from day 0 on
 * @param stream days whose samples train online
 * @param init folder of networks that an earlier run has pretrained, or null to pretrain
 * @param samples whether to write what is trained on
 */
public record BacktestPlan(
        List<VariantSpec> variants,
        Days pretrain,
        Days stream,
        @Nullable Path init,
        boolean samples) {

    /** @throws IllegalArgumentException if the stream begins before pretraining has ended */
    public BacktestPlan {
        variants = List.copyOf(variants);
        if (init == null && stream.from() < pretrain.to()) {
            throw new IllegalArgumentException("--stream: expected it to begin on day " + pretrain.to()
                    + " or later, where --pretrain ends, found day " + stream.from());
        }
    }

    /** The same, from networks that are there. */
    public BacktestPlan from(Path networks) {
        return new BacktestPlan(variants, pretrain, stream, networks, samples);
    }

    /**
     * The stream's segments.
     *
     * @param dayZero in milliseconds
     */
    Segments segments(Settings settings, long dayZero) {
        return Segments.between(
                stream.start(dayZero),
                stream.end(dayZero),
                settings.get(TrainerOptions.SEGMENT_LENGTH).toMillis());
    }

    /** The same pretraining, and of the stream its first day alone. */
    public BacktestPlan firstDay() {
        return new BacktestPlan(variants, pretrain, new Days(stream.from(), stream.from() + 1), init, samples);
    }
}
