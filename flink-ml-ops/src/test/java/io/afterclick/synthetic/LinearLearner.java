package io.afterclick.synthetic;

import java.nio.file.Path;

/** Logistic regression on ids with AdaGrad: a small learner to see whether there is something to learn. */
final class LinearLearner {

    private static final double RATE = 0.08;

    private final double[][] weights;
    private final double[][] squares;
    private double intercept = -2.3;

    private LinearLearner(Fields fields) {
        int count = fields.list().size();
        this.weights = new double[count][];
        this.squares = new double[count][];
        for (int f = 0; f < count; f++) {
            weights[f] = new double[fields.list().get(f).size()];
            squares[f] = new double[fields.list().get(f).size()];
        }
    }

    /** AUC over days 17 to 24 of a 25-day log, each click scored before it is learned; it learns up to a day. */
    static double auc(long clicks, int learnUntilDay) {
        GenerateSettings settings = GenerateSettings.of(Profile.CASCADE, clicks, 25, 1, Path.of("unused"));
        ClickClock clock = new ClickClock(1, clicks, settings.days());
        Fields fields = Fields.cascade(1);
        CascadeModel model = new CascadeModel(settings, fields, new Sample(1, fields, clock));
        LinearLearner learner = new LinearLearner(fields);
        AucBins auc = new AucBins();
        CascadeClick click = new CascadeClick();
        for (long i = 0; i < clicks; i++) {
            model.draw(i, clock.timeOf(i), click);
            long day = click.time / Rhythm.DAY;
            double logit = learner.logit(click.ids);
            if (day >= 17 && day < 24) {
                auc.add(logit, click.converted());
            }
            if (day < learnUntilDay) {
                learner.learn(click.ids, Rate.sigmoid(logit) - (click.converted() ? 1 : 0));
            }
        }
        return auc.auc();
    }

    private double logit(int[] ids) {
        double logit = intercept;
        for (int f = 0; f < ids.length; f++) {
            logit += weights[f][ids[f]];
        }
        return logit;
    }

    private void learn(int[] ids, double error) {
        intercept -= 0.01 * error;
        for (int f = 0; f < ids.length; f++) {
            squares[f][ids[f]] += error * error;
            weights[f][ids[f]] -= RATE * error / Math.sqrt(1 + squares[f][ids[f]]);
        }
    }
}
