package io.afterclick.learn.reader;

/**
 * {@code L = mean |log1p ŷ - log1p ỹ| + λ₁·(mean_close |log1p ŷ - log1p y*| - λ₂·mean_close |log1p ŷ - log1p ỹ_last|)} (READER,
 * WWW 2026): the first mean over the whole batch, the others over its ground truth, 0 if there is none.
 */
final class ReaderLoss {

    private final ReaderOptions options;
    private double online;
    private double alignment;
    private double unlearning;

    ReaderLoss(ReaderOptions options) {
        this.options = options;
    }

    /**
     * Works out the loss and its gradient.
     *
     * @param predicted {@code ŷ}, {@code [batch]}
     * @param label {@code ỹ}, at the close {@code y*}
     * @param lastLabel {@code ỹ_last}, at the close
     * @param gradient {@code [batch]}, of {@code ŷ}, overwritten
     * @return the total
     */
    double compute(GmvBatch batch, double[] predicted, double[] label, double[] lastLabel, double[] gradient) {
        int n = batch.size();
        int closes = 0;
        for (int i = 0; i < n; i++) {
            closes += batch.closed(i) ? 1 : 0;
        }
        double align = options.alignment() && closes > 0 ? options.alignmentWeight() / closes : 0;
        double unlearn = options.unlearning() && closes > 0
                ? options.alignmentWeight() * options.unlearningWeight() / closes
                : 0;
        online = 0;
        alignment = 0;
        unlearning = 0;
        for (int i = 0; i < n; i++) {
            double log = Math.log1p(predicted[i]);
            double error = log - Math.log1p(label[i]);
            online += Math.abs(error) / n;
            double slope = Math.signum(error) / n;
            if (batch.closed(i)) {
                double lastError = log - Math.log1p(lastLabel[i]);
                alignment += Math.abs(error) / closes;
                unlearning += Math.abs(lastError) / closes;
                slope += align * Math.signum(error) - unlearn * Math.signum(lastError);
            }
            gradient[i] = slope / (1 + predicted[i]);
        }
        // Ground truth that is switched off is shown, but does not count.
        return online + align * closes * alignment - unlearn * closes * unlearning;
    }

    /** First mean of the last loss. */
    double online() {
        return online;
    }

    /** Mean over ground truth against the true value. */
    double alignment() {
        return alignment;
    }

    /** Mean over ground truth against the last partial label. */
    double unlearning() {
        return unlearning;
    }
}
