package io.afterclick.learn.tesla;

/** Loss terms of one step, ranking terms without their coefficients. */
public record TeslaLosses(
        double refundDebiased, double refundRanking, double conversionDebiased, double conversionRanking) {

    public boolean isFinite() {
        return Double.isFinite(refundDebiased + refundRanking + conversionDebiased + conversionRanking);
    }
}
