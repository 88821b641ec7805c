package io.afterclick.synthetic;

import java.util.Arrays;

/**
 * The planted model of purchases: published shares, amounts and arrival of GMV in TRACE (READER paper, WWW 2026). Every
 * purchase comes within 7 days of its click.
 */
final class TraceModel {

    /** Share of clicks with more than one purchase (READER paper, WWW 2026). */
    private static final double REPURCHASE_SHARE = 0.535;

    private static final double REPURCHASE_AUC = 0.75;

    private static final double QUARTER_TURN_DAYS = 120;

    private final Fields fields;
    private final Draws draws;
    private final PlantedScore repurchaseScore;
    private final PlantedScore valueScore;
    private final Rate repurchase;
    private final LogValue single;
    private final LogValue several;

    TraceModel(GenerateSettings settings, Fields fields, Sample sample) {
        this.fields = fields;
        this.draws = new Draws(settings.seed(), Draws.Stream.ROWS);
        this.repurchaseScore = new PlantedScore(settings.seed(), Draws.Stream.REPURCHASE, fields, QUARTER_TURN_DAYS);
        this.valueScore = new PlantedScore(settings.seed(), Draws.Stream.VALUE, fields, QUARTER_TURN_DAYS);
        double[] scores = sample.scores(repurchaseScore);
        double[] values = sample.scores(valueScore);
        this.repurchase = Rate.fit(scores, sample.zeros(), sample.ones(), REPURCHASE_SHARE, REPURCHASE_AUC);
        double[] repurchased = Sample.weigh(repurchase, scores, sample.zeros(), sample.ones());
        double[] once = new double[repurchased.length];
        Arrays.setAll(once, i -> 1 - repurchased[i]);
        this.single = LogValue.fit(LogValue.SINGLE, values, once);
        this.several = LogValue.fit(LogValue.SEVERAL, values, repurchased);
    }

    /** Fills in a click, numbered from 0. */
    void draw(long index, long time, TraceClick click) {
        draws.restart(index);
        fields.draw(draws, click.ids);
        click.time = time;
        click.repurchaseLogit = repurchase.logit(repurchaseScore.at(click.ids, time), 0);
        boolean again = draws.uniform() < Rate.sigmoid(click.repurchaseLogit);
        click.purchases = again ? Basket.several(draws) : 1;
        LogValue value = again ? several : single;
        double score = valueScore.at(click.ids, time);
        click.expectedLogValue = value.expected(score) + Rhythm.logValue(time);
        double logValue = value.draw(score, draws) + Rhythm.logValue(time);
        for (int i = 0; i < click.purchases; i++) {
            click.purchaseTimes[i] = time + Arrival.draw(again, draws);
        }
        Arrays.sort(click.purchaseTimes, 0, click.purchases);
        Basket.split(Math.round(100 * Math.exp(logValue)), click.cents, click.purchases, draws);
    }
}
