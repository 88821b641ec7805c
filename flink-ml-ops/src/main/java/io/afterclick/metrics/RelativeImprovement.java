package io.afterclick.metrics;

/**
 * RI: the share a model has gone of the way from the pretrained model, which never learns again, to the oracle, which learns
 * from complete labels at once. (model - pretrained) / (oracle - pretrained), of AUC or PR-AUC. 0 is the pretrained model, 1
 * the oracle; below 0 and above 1 occur.
 *
 * <p>It has no value where oracle and pretrained are equal, or one of the three has none (the first reason counts, in the
 * order oracle, pretrained, model). Where they hardly differ, it is large and means little: it is at its best on the means
 * of a run.
 */
public final class RelativeImprovement {

    private static final double PERCENT = 100;

    private RelativeImprovement() {}

    /** As a share. */
    public static Metric of(Metric model, Metric pretrained, Metric oracle) {
        return of(model, pretrained, oracle, Convention.PLAIN);
    }

    /** As a share, or in percent as the papers print it. */
    public static Metric of(Metric model, Metric pretrained, Metric oracle, Convention convention) {
        if (!(oracle instanceof Metric.Value best)) {
            return oracle;
        }
        if (!(pretrained instanceof Metric.Value start)) {
            return pretrained;
        }
        if (!(model instanceof Metric.Value reached)) {
            return model;
        }
        if (best.value() == start.value()) {
            return Metric.missing(MissingReason.NO_DIFFERENCE);
        }
        double share = (reached.value() - start.value()) / (best.value() - start.value());
        return Metric.of(convention == Convention.PUBLISHED ? share * PERCENT : share);
    }
}
