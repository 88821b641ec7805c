package io.afterclick.synthetic;

/**
 * The planted model of conversions and refunds: published rates and delays of CASCADE (TESLA paper, WWW 2026). Every purchase
 * comes within 3 days of its click, every refund within 3 days of its purchase.
 */
final class CascadeModel {

    /** Share of clicks with a conversion (TESLA paper, WWW 2026). */
    static final double CVR = 0.091;

    /** Attribution of a purchase to its click and of a refund to its purchase; one second less, as official times are cut to seconds. */
    static final long WINDOW = 3 * Rhythm.DAY - 1000;

    /** How well the true probabilities order conversions, and refunds among conversions. */
    private static final double CVR_AUC = 0.79;

    private static final double RFR_AUC = 0.75;

    private static final double QUARTER_TURN_DAYS = 40;

    /** Medians of the delays (TESLA paper, WWW 2026). */
    private static final double PURCHASE_MEDIAN = 0.1 * Rhythm.HOUR;

    private static final double REFUND_MEDIAN = 3.9 * Rhythm.HOUR;
    private static final Delay PURCHASE_SHAPE = new Delay(0, 1.2, 0.35, WINDOW);
    private static final Delay REFUND_SHAPE = new Delay(0, 1.0, 0.3, WINDOW);

    private final Fields fields;
    private final Draws draws;
    private final PlantedScore conversionScore;
    private final PlantedScore refundScore;
    private final Rate conversion;
    private final Rate refund;
    private final Delay purchaseDelay;
    private final Delay refundDelay;

    CascadeModel(GenerateSettings settings, Fields fields, Sample sample) {
        this.fields = fields;
        this.draws = new Draws(settings.seed(), Draws.Stream.ROWS);
        this.conversionScore = new PlantedScore(settings.seed(), Draws.Stream.CVR, fields, QUARTER_TURN_DAYS);
        this.refundScore = new PlantedScore(settings.seed(), Draws.Stream.RFR, fields, QUARTER_TURN_DAYS);
        double[] scores = sample.scores(conversionScore);
        double[] swings = sample.swings(Rhythm::conversionLogit);
        double[] refundScores = sample.scores(refundScore);
        double[] calm = sample.zeros();
        this.conversion = Rate.fit(scores, swings, sample.ones(), CVR, CVR_AUC);
        double[] converted = conversions(sample);
        this.refund = Rate.fit(refundScores, calm, converted, settings.refundShare(), RFR_AUC);
        double[] refunded = Sample.weigh(refund, refundScores, calm, converted);
        this.purchaseDelay = Delay.fit(scores, converted, PURCHASE_MEDIAN, PURCHASE_SHAPE);
        this.refundDelay = Delay.fit(refundScores, refunded, REFUND_MEDIAN, REFUND_SHAPE);
    }

    /** How much each sampled click counts among the conversions. */
    double[] conversions(Sample sample) {
        return Sample.weigh(
                conversion, sample.scores(conversionScore), sample.swings(Rhythm::conversionLogit), sample.ones());
    }

    /** Fills in a click, numbered from 0, and returns the draws that are left for what else its row needs. */
    Draws draw(long index, long time, CascadeClick click) {
        draws.restart(index);
        fields.draw(draws, click.ids);
        double score = conversionScore.at(click.ids, time);
        click.time = time;
        click.conversionLogit = conversion.logit(score, Rhythm.conversionLogit(time));
        click.purchaseTime = CascadeClick.NEVER;
        click.refundTime = CascadeClick.NEVER;
        if (draws.uniform() < Rate.sigmoid(click.conversionLogit)) {
            click.purchaseTime = time + purchaseDelay.draw(score, draws);
            click.refundScore = refundScore.at(click.ids, time);
            click.refundLogit = refund.logit(click.refundScore, 0);
            click.refundTime = drawRefund(click, click.purchaseTime);
        }
        return draws;
    }

    /** When a purchase of a click is refunded, or {@link CascadeClick#NEVER}. */
    long drawRefund(CascadeClick click, long purchaseTime) {
        boolean refunded = draws.uniform() < Rate.sigmoid(click.refundLogit);
        return refunded ? purchaseTime + refundDelay.draw(click.refundScore, draws) : CascadeClick.NEVER;
    }
}
