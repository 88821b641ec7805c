package io.afterclick.journey;

import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.Delivered.Sample;
import java.util.Comparator;

/**
 * The order in which the samples of a segment are trained: delivery time, then task (conversion before refund, purchase
 * before ground truth), then label (0 before 1), then click id, then the place among the samples of the same click, then
 * the name of the delivery.
 *
 * <p>Only samples of one binary label have a label to order by: GMV samples and complete rows of net conversion go by
 * click id at once. No two samples of one run compare as equal, so that a batch is the same whatever way its samples came.
 */
public enum TrainingOrder implements Comparator<Sample> {
    INSTANCE;

    private static final Comparator<Sample> ORDER = Comparator.comparingLong(Sample::deliveredAt)
            .thenComparing(Sample::task)
            .thenComparingInt(TrainingOrder::binaryLabel)
            .thenComparing(sample -> sample.click().id())
            .thenComparingInt(Sample::sequence)
            .thenComparing(Sample::delivery);

    @Override
    public int compare(Sample a, Sample b) {
        return ORDER.compare(a, b);
    }

    private static int binaryLabel(Sample sample) {
        return sample instanceof ConversionSample conversion && sample.task() != SampleTask.NET_CONVERSION
                ? conversion.label()
                : 0;
    }
}
