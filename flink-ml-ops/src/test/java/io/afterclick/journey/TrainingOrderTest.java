package io.afterclick.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Click;
import io.afterclick.event.Features;
import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.Delivered.GmvSample;
import io.afterclick.journey.Delivered.GmvState;
import io.afterclick.journey.Delivered.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainingOrderTest {

    @Test
    void timeThenTaskThenLabelThenClickThenSequenceThenDeliveryDecide() {
        assertSortedAs(List.of(
                conversion("9", SampleTask.RFR, 1, true, 0, "tesla"),
                conversion("2", SampleTask.CVR, 2, false, 0, "tesla"),
                conversion("1", SampleTask.CVR, 2, true, 0, "tesla"),
                conversion("1", SampleTask.CVR, 2, true, 1, "tesla"),
                conversion("2", SampleTask.CVR, 2, true, 0, "fnc"),
                conversion("2", SampleTask.CVR, 2, true, 0, "tesla"),
                conversion("1", SampleTask.RFR, 2, false, 2, "tesla"),
                conversion("0", SampleTask.RFR, 2, true, 2, "tesla")));
    }

    @Test
    void completeRowsGoByClickWhateverTheirLabel() {
        assertSortedAs(List.of(
                conversion("1", SampleTask.NET_CONVERSION, 1, true, 0, "oracle"),
                conversion("2", SampleTask.NET_CONVERSION, 1, false, 0, "oracle")));
    }

    @Test
    void purchasesComeBeforeTheTruthOfTheSameInstant() {
        assertSortedAs(List.of(
                gmv("1", SampleTask.GMV_PURCHASE, 5, 0),
                gmv("1", SampleTask.GMV_PURCHASE, 5, 1),
                gmv("2", SampleTask.GMV_PURCHASE, 5, 0),
                gmv("0", SampleTask.GMV_GROUND_TRUTH, 5, 1),
                gmv("0", SampleTask.GMV_PURCHASE, 6, 0)));
    }

    private static void assertSortedAs(List<Sample> expected) {
        List<Sample> shuffled = new ArrayList<>(expected);
        Collections.shuffle(shuffled, new Random(3));
        shuffled.sort(TrainingOrder.INSTANCE);
        assertThat(shuffled).isEqualTo(expected);
    }

    private static Sample conversion(
            String clickId, SampleTask task, long at, boolean positive, int sequence, String delivery) {
        boolean refunded = task == SampleTask.RFR && positive;
        boolean paid = task == SampleTask.RFR || positive;
        return new ConversionSample(
                click(clickId),
                delivery,
                task,
                at,
                sequence,
                paid,
                refunded,
                "p",
                Delivered.UNKNOWN,
                Delivered.UNKNOWN);
    }

    private static Sample gmv(String clickId, SampleTask task, long at, int sequence) {
        GmvState state = new GmvState(0, 0, 0);
        return new GmvSample(click(clickId), "reader", task, at, sequence, "p", state, state);
    }

    private static Click click(String id) {
        return new Click(id, "u", "i", 0, null, Features.NONE);
    }
}
