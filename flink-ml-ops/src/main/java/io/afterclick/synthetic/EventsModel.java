package io.afterclick.synthetic;

import java.util.Arrays;

/** What the events profile adds to conversions and refunds: amounts, and further purchases of some who bought. */
final class EventsModel {

    /** Share of conversions that are followed by another purchase; not published, chosen for a lively mix. */
    private static final double REPURCHASE_SHARE = 0.2;

    private static final double REPURCHASE_AUC = 0.75;
    private static final double QUARTER_TURN_DAYS = 40;

    private final CascadeModel cascade;
    private final PlantedScore repurchaseScore;
    private final PlantedScore valueScore;
    private final Rate repurchase;
    private final LogValue single;
    private final LogValue several;

    EventsModel(long seed, CascadeModel cascade, Fields fields, Sample sample) {
        this.cascade = cascade;
        this.repurchaseScore = new PlantedScore(seed, Draws.Stream.REPURCHASE, fields, QUARTER_TURN_DAYS);
        this.valueScore = new PlantedScore(seed, Draws.Stream.VALUE, fields, QUARTER_TURN_DAYS);
        double[] converted = cascade.conversions(sample);
        double[] scores = sample.scores(repurchaseScore);
        double[] values = sample.scores(valueScore);
        this.repurchase = Rate.fit(scores, sample.zeros(), converted, REPURCHASE_SHARE, REPURCHASE_AUC);
        this.single = LogValue.fit(LogValue.SINGLE, values, converted);
        this.several =
                LogValue.fit(LogValue.SEVERAL, values, Sample.weigh(repurchase, scores, sample.zeros(), converted));
    }

    /** Fills in a click, numbered from 0, and if it converts the basket of all its purchases. */
    Draws draw(long index, long time, CascadeClick click, TraceClick basket) {
        Draws draws = cascade.draw(index, time, click);
        if (click.converted()) {
            double score = repurchaseScore.at(click.ids, time);
            boolean again = draws.uniform() < Rate.sigmoid(repurchase.logit(score, 0));
            basket.purchases = again ? Basket.several(draws) : 1;
            long left = time + CascadeModel.WINDOW - click.purchaseTime;
            for (int i = 0; i < basket.purchases; i++) {
                double place = i == 0 ? 0 : draws.uniform();
                basket.purchaseTimes[i] = click.purchaseTime + (long) (left * place * place * place);
            }
            Arrays.sort(basket.purchaseTimes, 0, basket.purchases);
            double logValue = (again ? several : single).draw(valueScore.at(click.ids, time), draws);
            long cents = Math.round(100 * Math.exp(logValue + Rhythm.logValue(time)));
            Basket.split(cents, basket.cents, basket.purchases, draws);
        }
        return draws;
    }

    /** When a further purchase of a click is refunded, or {@link CascadeClick#NEVER}. */
    long drawRefund(CascadeClick click, long purchaseTime) {
        return cascade.drawRefund(click, purchaseTime);
    }
}
