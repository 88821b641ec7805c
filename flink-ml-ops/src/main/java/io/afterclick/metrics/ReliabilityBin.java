package io.afterclick.metrics;

/**
 * Rows whose predictions are about as high: what was predicted of them, and what came.
 *
 * @param bin predictions from 2<sup>bin/4</sup> to before 2<sup>(bin+1)/4</sup>; the first and the last bin are open
 * @param rows how many
 * @param predictions their sum
 * @param labels their sum: rows that converted, or an amount in major currency units
 */
public record ReliabilityBin(int bin, long rows, double predictions, double labels) {}
