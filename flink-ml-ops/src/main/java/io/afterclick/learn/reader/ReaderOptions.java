package io.afterclick.learn.reader;

/**
 * How READER learns online, and what of it is switched off for comparison.
 *
 * @param router without it an open question is answered by {@code r = 0.5}, when scoring always
 * @param calibration without it a purchase is labelled by what was seen so far
 * @param alignment whether ground truth is weighted up at the close
 * @param unlearning whether the last partial label is unlearned at the close
 * @param singleBranch whether all samples are predicted by the first tower alone
 * @param alignmentWeight λ₁, of alignment and unlearning together
 * @param unlearningWeight λ₂, of unlearning within them
 * @param largestCount to which the number of purchases is capped for the calibrator
 * @param largestDelta to which {@code δ̂} is capped
 * @param clipNorm to which the norm of all gradients together is shrunk; infinite: never
 * @param warmUpSteps over which the learning rate rises to its value; 0: none
 */
public record ReaderOptions(
        boolean router,
        boolean calibration,
        boolean alignment,
        boolean unlearning,
        boolean singleBranch,
        double alignmentWeight,
        double unlearningWeight,
        int largestCount,
        double largestDelta,
        double clipNorm,
        int warmUpSteps) {

    public ReaderOptions {
        if (!(clipNorm > 0) || !(largestDelta > 0) || largestCount < 1 || warmUpSteps < 0) {
            throw new IllegalArgumentException("expected a positive norm, delta and count, found clipNorm " + clipNorm
                    + ", largestDelta " + largestDelta + ", largestCount " + largestCount + ", warmUpSteps "
                    + warmUpSteps);
        }
    }

    /** As published. */
    public static ReaderOptions published() {
        return new ReaderOptions(
                true,
                true,
                true,
                true,
                false,
                0.1,
                0.5,
                Integer.MAX_VALUE,
                Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                0);
    }

    public ReaderOptions withoutRouter() {
        return with(
                false,
                calibration,
                alignment,
                unlearning,
                singleBranch,
                largestCount,
                largestDelta,
                clipNorm,
                warmUpSteps);
    }

    public ReaderOptions withoutCalibration() {
        return with(
                router, false, alignment, unlearning, singleBranch, largestCount, largestDelta, clipNorm, warmUpSteps);
    }

    public ReaderOptions withoutAlignment() {
        return with(
                router,
                calibration,
                false,
                unlearning,
                singleBranch,
                largestCount,
                largestDelta,
                clipNorm,
                warmUpSteps);
    }

    public ReaderOptions withoutUnlearning() {
        return with(
                router, calibration, alignment, false, singleBranch, largestCount, largestDelta, clipNorm, warmUpSteps);
    }

    public ReaderOptions withSingleBranch() {
        return with(
                router, calibration, alignment, unlearning, true, largestCount, largestDelta, clipNorm, warmUpSteps);
    }

    public ReaderOptions withLargestCount(int count) {
        return with(
                router, calibration, alignment, unlearning, singleBranch, count, largestDelta, clipNorm, warmUpSteps);
    }

    public ReaderOptions withLargestDelta(double delta) {
        return with(
                router, calibration, alignment, unlearning, singleBranch, largestCount, delta, clipNorm, warmUpSteps);
    }

    public ReaderOptions withClipNorm(double norm) {
        return with(
                router,
                calibration,
                alignment,
                unlearning,
                singleBranch,
                largestCount,
                largestDelta,
                norm,
                warmUpSteps);
    }

    public ReaderOptions withWarmUp(int steps) {
        return with(
                router, calibration, alignment, unlearning, singleBranch, largestCount, largestDelta, clipNorm, steps);
    }

    private ReaderOptions with(
            boolean routes,
            boolean calibrates,
            boolean aligns,
            boolean unlearns,
            boolean oneBranch,
            int count,
            double delta,
            double norm,
            int warmUp) {
        return new ReaderOptions(
                routes,
                calibrates,
                aligns,
                unlearns,
                oneBranch,
                alignmentWeight,
                unlearningWeight,
                count,
                delta,
                norm,
                warmUp);
    }
}
