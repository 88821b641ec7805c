package io.afterclick.synthetic;

import java.util.List;

/** What a log of conversions and refunds reached, in constant memory. Of a damaged log: what it was before the damage. */
final class CascadeStatistics {

    private static final long THREE_DAYS = 3 * Rhythm.DAY;

    private final AucBins conversionAuc = new AucBins();
    private final AucBins refundAuc = new AucBins();
    private final MedianBins purchaseDelays = new MedianBins();
    private final MedianBins refundDelays = new MedianBins();
    private final HourlyMeans conversions = new HourlyMeans();
    private final DistinctIds distinctIds = new DistinctIds();
    private long clicks;
    private long converted;
    private long refunded;
    private long refundedSoon;

    void add(CascadeClick click) {
        clicks++;
        conversionAuc.add(click.conversionLogit, click.converted());
        conversions.add(click.time, click.converted() ? 1 : 0);
        distinctIds.add(click.ids);
        if (click.converted()) {
            converted++;
            purchaseDelays.add(click.purchaseTime - click.time);
            refundAuc.add(click.refundLogit, click.refunded());
        }
        if (click.refunded()) {
            refunded++;
            refundDelays.add(click.refundTime - click.purchaseTime);
            refundedSoon += click.refundTime - click.purchaseTime < THREE_DAYS ? 1 : 0;
        }
    }

    List<Statistic> list() {
        return List.of(
                new Statistic("clicks", clicks, "clicks"),
                new Statistic("conversions", converted, "clicks with a purchase"),
                new Statistic("cvr", (double) converted / clicks, "share of clicks with a purchase"),
                new Statistic("refundShare", (double) refunded / converted, "share of conversions refunded"),
                new Statistic(
                        "refundShare3d", (double) refundedSoon / converted, "share of conversions refunded in 3 days"),
                new Statistic("medianConversionDelayHours", purchaseDelays.hours(), "click to first purchase, hours"),
                new Statistic("medianRefundDelayHours", refundDelays.hours(), "purchase to refund, hours"),
                new Statistic("bayesAucCvr", conversionAuc.auc(), "AUC of the true CVR"),
                new Statistic("bayesAucRfr", refundAuc.auc(), "AUC of the true refund rate among conversions"),
                new Statistic("hourlyCvrMin", conversions.lowestMean(), "CVR in the day's lowest hour"),
                new Statistic("hourlyCvrMax", conversions.highestMean(), "CVR in the day's highest hour"),
                new Statistic("hourlyTrafficMin", conversions.lowestShare(), "share of clicks in the quietest hour"),
                new Statistic("hourlyTrafficMax", conversions.highestShare(), "share of clicks in the busiest hour"),
                new Statistic("distinctIdsPer5000", distinctIds.mean(), "distinct ids per batch of 5000 rows"));
    }
}
