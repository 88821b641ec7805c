package io.afterclick.synthetic;

/**
 * The natural logarithm of a sum of money: normal, partly explained by a planted score.
 *
 * @param mean of the logarithm
 * @param scoreMean mean of the score over the clicks that this describes
 * @param scoreDeviation its standard deviation there
 */
record LogValue(double mean, double scoreMean, double scoreDeviation) {

    /** Means of the logarithm, of one purchase and of several (READER paper, WWW 2026). */
    static final double SINGLE = 4.6;

    static final double SEVERAL = 5.6;

    /** Standard deviation of the logarithm, both classes (READER paper, WWW 2026). */
    private static final double DEVIATION = 1.2;

    /** Share of the logarithm's variance that the score explains. */
    private static final double EXPLAINED = 0.4;

    static LogValue fit(double mean, double[] scores, double[] weights) {
        double total = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < scores.length; i++) {
            total += weights[i];
            sum += weights[i] * scores[i];
            squares += weights[i] * scores[i] * scores[i];
        }
        double centre = sum / total;
        return new LogValue(mean, centre, Math.sqrt(squares / total - centre * centre));
    }

    /** The part that features explain. */
    double expected(double score) {
        return mean + DEVIATION * Math.sqrt(EXPLAINED) * (score - scoreMean) / scoreDeviation;
    }

    /** The logarithm itself. */
    double draw(double score, Draws draws) {
        return expected(score) + DEVIATION * Math.sqrt(1 - EXPLAINED) * draws.gaussian();
    }
}
