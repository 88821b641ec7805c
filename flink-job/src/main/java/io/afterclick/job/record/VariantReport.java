package io.afterclick.job.record;

/**
 * A variant as it stands when its input has ended.
 *
 * @param parametersSha256 of everything dense that it trains and of the rows that it has moved, as 64 hexadecimal digits
 * @param optimiserSha256 of all moments, step counts and step histories
 * @param segments that are done
 * @param waitingSamples samples that waited for more when the input ended
 * @param rows that it has moved
 */
public record VariantReport(
        String variant,
        String parametersSha256,
        String optimiserSha256,
        long segments,
        TrainerTotals totals,
        long waitingSamples,
        long rows,
        TrainerCost cost) {}
