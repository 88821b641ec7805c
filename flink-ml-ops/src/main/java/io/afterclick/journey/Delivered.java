package io.afterclick.journey;

import io.afterclick.event.Click;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a journey gives away: the request to score its click, training samples, and final outcomes. */
public sealed interface Delivered {

    /** A delay that is not known yet, or never was. */
    long UNKNOWN = -1;

    Click click();

    /** The click happened and wants a prediction; each click once. */
    record ScoreRequest(Click click) implements Delivered {}

    /** Something to train on. */
    sealed interface Sample extends Delivered {

        /** Name of the delivery that made it. */
        String delivery();

        /** When it became known, in milliseconds: its place in the training order. */
        long deliveredAt();

        SampleTask task();

        /** Place among the samples of the same click and delivery, from 0. */
        int sequence();

        /** The purchase that it is about, or null. */
        @Nullable
        String purchaseId();
    }

    /**
     * A label of net conversion.
     *
     * @param paid whether a purchase is known, for {@link SampleTask#CVR} the label
     * @param refunded whether a refund is known, for {@link SampleTask#RFR} the label
     * @param conversionDelay purchase minus click in milliseconds, or {@link #UNKNOWN}
     * @param refundDelay refund minus purchase in milliseconds, or {@link #UNKNOWN}
     */
    record ConversionSample(
            Click click,
            String delivery,
            SampleTask task,
            long deliveredAt,
            int sequence,
            boolean paid,
            boolean refunded,
            @Nullable String purchaseId,
            long conversionDelay,
            long refundDelay)
            implements Sample {

        /** The label of the sample's own task: 0 or 1. */
        public int label() {
            return (task == SampleTask.RFR ? refunded : paid) ? 1 : 0;
        }
    }

    /**
     * A label of GMV.
     *
     * @param now the state that the sample is about; at the close, the final one with the whole window elapsed
     * @param previous the state before; at the close, the state at the last purchase
     */
    record GmvSample(
            Click click,
            String delivery,
            SampleTask task,
            long deliveredAt,
            int sequence,
            String purchaseId,
            GmvState now,
            GmvState previous)
            implements Sample {}

    /**
     * GMV at an instant.
     *
     * @param elapsed milliseconds since the click
     * @param count purchases so far
     * @param micros sum of their amounts, in micro units
     */
    record GmvState(long elapsed, int count, long micros) {}

    /** The final, complete label of a click for one task. */
    sealed interface Outcome extends Delivered {

        /** When nothing could change any more, in milliseconds. */
        long decidedAt();
    }

    /**
     * The final label of net conversion.
     *
     * @param conversionDelay purchase minus click in milliseconds, or {@link #UNKNOWN}
     * @param refundDelay refund minus purchase in milliseconds, or {@link #UNKNOWN}
     */
    record NetOutcome(Click click, long decidedAt, Trajectory trajectory, long conversionDelay, long refundDelay)
            implements Outcome {}

    /**
     * The final label of GMV.
     *
     * @param count attributed purchases
     * @param grossMicros sum of their amounts, in micro units
     * @param netMicros gross minus what was refunded in time, in micro units
     */
    record GmvOutcome(Click click, long decidedAt, int count, long grossMicros, long netMicros) implements Outcome {}

    /**
     * All that became of a click, once its journey is over: what pretraining sees.
     *
     * @param netKnownAt when its net conversion was decided, in milliseconds, or {@link #UNKNOWN} if it was not followed
     * @param gmvKnownAt when its gross value was decided, in milliseconds, or {@link #UNKNOWN} if it was not followed
     * @param trajectory how it ended as to net conversion
     * @param purchases GMV at each attributed purchase, in order
     */
    record Life(Click click, long netKnownAt, long gmvKnownAt, Trajectory trajectory, List<GmvState> purchases)
            implements Delivered {

        public Life {
            purchases = List.copyOf(purchases);
        }
    }
}
