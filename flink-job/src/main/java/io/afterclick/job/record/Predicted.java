package io.afterclick.job.record;

import io.afterclick.event.Click;
import io.afterclick.learn.Quantity;
import io.afterclick.learn.Scores;

/**
 * What a variant said of a click.
 *
 * @param clickTime in milliseconds
 * @param segment in which the click was scored
 * @param steps that the variant had taken
 * @param cvr probability of a purchase, NaN if the model does not predict it; so are the next ones
 * @param rfr probability of a refund given a purchase
 * @param netcvr probability of a purchase that is kept
 * @param gmv expected value in major currency units
 */
public record Predicted(
        String variant,
        String clickId,
        String userId,
        long clickTime,
        long segment,
        long steps,
        double cvr,
        double rfr,
        double netcvr,
        double gmv) {

    /** @param place of the click among the scores */
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

    private static double value(Scores scores, Quantity quantity, int place) {
        return scores.quantities().contains(quantity) ? scores.of(quantity)[place] : Double.NaN;
    }

    /** NaN if the model does not predict it. */
    public double of(Quantity quantity) {
        return switch (quantity) {
            case CVR -> cvr;
            case RFR -> rfr;
            case NETCVR -> netcvr;
            case GMV -> gmv;
        };
    }
}
