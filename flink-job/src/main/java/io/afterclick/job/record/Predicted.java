package io.afterclick.job.record;

import io.afterclick.event.Click;
import io.afterclick.learn.Quantity;
import io.afterclick.learn.Scores;
import org.jspecify.annotations.Nullable;

/**
 * What a model variant said of a click, with the parameters as of the start of the click's segment.
 *
 * @param clickTime in milliseconds since 1970-01-01T00:00Z
 * @param segment that the click falls in, from the stream's start
 * @param steps training steps that the parameters had taken
 * @param cvr probability of a purchase, or null if the variant does not predict it; likewise the others
 * @param rfr probability of a refund given a purchase
 * @param netcvr probability of a purchase that is kept
 * @param gmv expected value of the purchases, in major currency units
 */
public record Predicted(
        String variant,
        String clickId,
        String userId,
        long clickTime,
        long segment,
        long steps,
        @Nullable Double cvr,
        @Nullable Double rfr,
        @Nullable Double netcvr,
        @Nullable Double gmv) {

    /**
     * What was scored.
     *
     * @param place of the click among the scores
     */
    public static Predicted of(String variant, Click click, long segment, long steps, Scores scores, int place) {
        return new Predicted(
                variant,
                click.id(),
                click.userId(),
                click.time(),
                segment,
                steps,
                value(scores, Quantity.CVR, place),
                value(scores, Quantity.RFR, place),
                value(scores, Quantity.NETCVR, place),
                value(scores, Quantity.GMV, place));
    }

    private static @Nullable Double value(Scores scores, Quantity quantity, int place) {
        return scores.quantities().contains(quantity) ? (Double) scores.of(quantity)[place] : null;
    }

    /** What was predicted of a quantity, or null. */
    public @Nullable Double of(Quantity quantity) {
        return switch (quantity) {
            case CVR -> cvr;
            case RFR -> rfr;
            case NETCVR -> netcvr;
            case GMV -> gmv;
        };
    }

    /** Whether it is measured against the outcome of net conversion. */
    public boolean aboutNetConversion() {
        return cvr != null || rfr != null || netcvr != null;
    }

    /** Whether it is measured against the outcome of GMV. */
    public boolean aboutGmv() {
        return gmv != null;
    }
}
