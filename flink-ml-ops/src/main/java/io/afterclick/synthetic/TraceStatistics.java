package io.afterclick.synthetic;

import java.util.ArrayList;
import java.util.List;

/** What a log of purchases reached, in constant memory. Of a damaged log: what it was before the damage. */
final class TraceStatistics {

    private static final int[] AGES_HOURS = {1, 2, 3, 6, 24, 72};

    private final AucBins repurchaseAuc = new AucBins();
    private final Moments single = new Moments();
    private final Moments several = new Moments();
    private final Moments singleUnexplained = new Moments();
    private final Moments severalUnexplained = new Moments();
    private final HourlyMeans values = new HourlyMeans();
    private final DistinctIds distinctIds = new DistinctIds();
    private final long[] centsWithin = new long[AGES_HOURS.length];
    private long allCents;

    void add(TraceClick click) {
        long total = click.totalCents();
        double log = Math.log(total / 100.0);
        repurchaseAuc.add(click.repurchaseLogit, click.repurchased());
        (click.repurchased() ? several : single).add(log);
        (click.repurchased() ? severalUnexplained : singleUnexplained).add(log - click.expectedLogValue);
        values.add(click.time, total / 100.0);
        distinctIds.add(click.ids);
        allCents += total;
        for (int i = 0; i < click.purchases; i++) {
            for (int age = 0; age < AGES_HOURS.length; age++) {
                if (click.purchaseTimes[i] - click.time <= AGES_HOURS[age] * Rhythm.HOUR) {
                    centsWithin[age] += click.cents[i];
                }
            }
        }
    }

    List<Statistic> list() {
        long clicks = single.count() + several.count();
        List<Statistic> list = new ArrayList<>();
        list.add(new Statistic("clicks", clicks, "clicks"));
        list.add(new Statistic("repurchaseShare", (double) several.count() / clicks, "share of clicks that buy again"));
        list.add(new Statistic("bayesAucRepurchase", repurchaseAuc.auc(), "AUC of the true repurchase probability"));
        list.add(new Statistic("logGmvMeanSingle", single.mean(), "mean of ln GMV, one purchase"));
        list.add(new Statistic("logGmvDeviationSingle", single.deviation(), "its standard deviation"));
        list.add(new Statistic("logGmvMeanRepurchase", several.mean(), "mean of ln GMV, several purchases"));
        list.add(new Statistic("logGmvDeviationRepurchase", several.deviation(), "its standard deviation"));
        list.add(new Statistic("logGmvExplainedSingle", explained(single, singleUnexplained), "R2 of the true model"));
        list.add(new Statistic(
                "logGmvExplainedRepurchase", explained(several, severalUnexplained), "R2 of the true model"));
        for (int age = 0; age < AGES_HOURS.length; age++) {
            int hours = AGES_HOURS[age];
            list.add(new Statistic(
                    "gmvShare" + hours + "h", (double) centsWithin[age] / allCents, "of GMV, within " + hours + " h"));
        }
        list.add(new Statistic("hourlyMeanGmvMin", values.lowestMean(), "mean GMV in the day's lowest hour"));
        list.add(new Statistic("hourlyMeanGmvMax", values.highestMean(), "mean GMV in the day's highest hour"));
        list.add(new Statistic("hourlyTrafficMin", values.lowestShare(), "share of clicks in the quietest hour"));
        list.add(new Statistic("hourlyTrafficMax", values.highestShare(), "share of clicks in the busiest hour"));
        list.add(new Statistic("distinctIdsPer5000", distinctIds.mean(), "distinct ids per batch of 5000 rows"));
        return List.copyOf(list);
    }

    private static double explained(Moments all, Moments unexplained) {
        return 1 - unexplained.variance() / all.variance();
    }
}
