package io.afterclick.journey;

import static io.afterclick.journey.Label.cvr;
import static io.afterclick.journey.Label.rfr;
import static io.afterclick.journey.Windows.CONVERSION_ATTRIBUTION;
import static io.afterclick.journey.Windows.CONVERSION_OBSERVATION;
import static io.afterclick.journey.Windows.GMV_ATTRIBUTION;
import static io.afterclick.journey.Windows.REFUND_ATTRIBUTION;
import static io.afterclick.journey.Windows.REFUND_OBSERVATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Click;
import io.afterclick.event.Event;
import io.afterclick.event.Features;
import io.afterclick.event.Purchase;
import io.afterclick.event.Refund;
import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.Delivered.GmvOutcome;
import io.afterclick.journey.Delivered.GmvSample;
import io.afterclick.journey.Delivered.NetOutcome;
import io.afterclick.journey.LivedStream.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In a random stream, the purchase of one click is moved across the edge of each window, from a millisecond before to a
 * millisecond after; no other click hears of it.
 */
final class MovedPurchaseTest {

    private static final String PROBE = "probe";
    private static final int CLICKS = 20;

    private final TreeMap<Long, Told> byOffset = new TreeMap<>();
    private long clicked;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 15);
    }

    /** Where the purchase stands. */
    private interface Instant {
        long at(long clicked, long refunded);
    }

    private static final long NO_REFUND = -1;

    /** Lives the stream three times; {@code refundAfter} milliseconds after the click, or {@link #NO_REFUND}. */
    private void move(long seed, String delivery, long refundAfter, Instant edge) {
        Random random = new Random(seed);
        List<Event> others = LivedStream.random(random, CLICKS);
        Map<String, Told> alone = LivedStream.live(delivery, others);
        clicked = Moments.CLICKED + random.nextLong(Moments.DAY);
        for (long offset = -1; offset <= 1; offset++) {
            List<Event> events = new ArrayList<>(others);
            events.add(new Click(PROBE, "u", "i", clicked, null, Features.NONE));
            events.add(new Purchase("p", PROBE, edge.at(clicked, clicked + refundAfter) + offset, 7));
            if (refundAfter != NO_REFUND) {
                events.add(new Refund("r", "p", PROBE, clicked + refundAfter, 7));
            }
            Map<String, Told> told =
                    LivedStream.live(delivery, LivedStream.disordered(LivedStream.sorted(events), random));
            byOffset.put(offset, Objects.requireNonNull(told.remove(PROBE)));
            assertThat(told).isEqualTo(alone);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void acrossTheEndOfConversionObservationTheFirstLabelTurnsAndASecondFollows(long seed) {
        move(seed, "tesla", NO_REFUND, (click, refund) -> click + CONVERSION_OBSERVATION);
        long end = clicked + CONVERSION_OBSERVATION;
        assertThat(labels(-1)).containsExactly(cvr(1, end), rfr(0, end - 1 + REFUND_OBSERVATION));
        assertThat(labels(0)).containsExactly(cvr(1, end), rfr(0, end + REFUND_OBSERVATION));
        assertThat(labels(1)).containsExactly(cvr(0, end), cvr(1, end + 1), rfr(0, end + 1 + REFUND_OBSERVATION));
        assertThat(trajectories()).containsExactly(Trajectory.I_CONV, Trajectory.I_CONV, Trajectory.D_CONV);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void acrossTheEndOfConversionAttributionThePurchaseCountsNoMore(long seed) {
        move(seed, "tesla", NO_REFUND, (click, refund) -> click + CONVERSION_ATTRIBUTION);
        long end = clicked + CONVERSION_ATTRIBUTION;
        Label first = cvr(0, clicked + CONVERSION_OBSERVATION);
        assertThat(labels(-1)).containsExactly(first, cvr(1, end - 1), rfr(0, end - 1 + REFUND_OBSERVATION));
        assertThat(labels(0)).containsExactly(first);
        assertThat(labels(1)).containsExactly(first);
        assertThat(trajectories()).containsExactly(Trajectory.D_CONV, Trajectory.N_CONV, Trajectory.N_CONV);
        assertFates("applied PURCHASE", "out of attribution PURCHASE", "UNMATCHED p");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void acrossTheEndOfRefundObservationTheFirstRefundLabelTurnsAndASecondFollows(long seed) {
        long refundAfter = 5 * Moments.HOUR;
        // The earlier the purchase, the later its refund.
        move(seed, "tesla", refundAfter, (click, refund) -> refund - REFUND_OBSERVATION);
        long refunded = clicked + refundAfter;
        Label first = cvr(0, clicked + CONVERSION_OBSERVATION);
        for (long offset = 0; offset <= 1; offset++) {
            long bought = refunded - REFUND_OBSERVATION + offset;
            assertThat(labels(offset)).containsExactly(first, cvr(1, bought), rfr(1, refunded));
        }
        long bought = refunded - REFUND_OBSERVATION - 1;
        assertThat(labels(-1)).containsExactly(first, cvr(1, bought), rfr(0, refunded - 1), rfr(1, refunded));
        assertThat(trajectories())
                .containsExactly(Trajectory.D_CONV_D_REFUND, Trajectory.D_CONV_I_REFUND, Trajectory.D_CONV_I_REFUND);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void acrossTheEndOfRefundAttributionTheRefundCountsNoMore(long seed) {
        long refundAfter = REFUND_ATTRIBUTION + 5 * Moments.MINUTE;
        move(seed, "tesla", refundAfter, (click, refund) -> refund - REFUND_ATTRIBUTION);
        long refunded = clicked + refundAfter;
        Label first = cvr(1, clicked + CONVERSION_OBSERVATION);
        for (long offset = -1; offset <= 1; offset++) {
            long bought = refunded - REFUND_ATTRIBUTION + offset;
            List<Label> expected = new ArrayList<>(List.of(first, rfr(0, bought + REFUND_OBSERVATION)));
            if (offset == 1) {
                expected.add(rfr(1, refunded));
            }
            assertThat(labels(offset)).containsExactlyElementsOf(expected);
        }
        assertThat(trajectories()).containsExactly(Trajectory.I_CONV, Trajectory.I_CONV, Trajectory.I_CONV_D_REFUND);
        assertFates("UNMATCHED r", "out of attribution REFUND", "applied REFUND");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void acrossTheEndOfGmvAttributionThePurchaseIsWorthNothing(long seed) {
        move(seed, "reader", NO_REFUND, (click, refund) -> click + GMV_ATTRIBUTION);
        assertThat(all(GmvSample.class, -1))
                .extracting(GmvSample::task)
                .containsExactly(SampleTask.GMV_PURCHASE, SampleTask.GMV_GROUND_TRUTH);
        assertThat(all(GmvSample.class, 0)).isEmpty();
        assertThat(all(GmvSample.class, 1)).isEmpty();
        for (long offset = -1; offset <= 1; offset++) {
            GmvOutcome outcome = all(GmvOutcome.class, offset).get(0);
            assertThat(outcome.grossMicros()).isEqualTo(offset < 0 ? 7 : 0);
            assertThat(outcome.decidedAt())
                    .isEqualTo(clicked + GMV_ATTRIBUTION + (offset < 0 ? REFUND_ATTRIBUTION - 1 : 0));
        }
        assertFates("applied PURCHASE", "out of attribution PURCHASE", "UNMATCHED p");
    }

    private void assertFates(String before, String at, String after) {
        assertThat(told(-1).fates()).endsWith(before);
        assertThat(told(0).fates()).endsWith(at);
        assertThat(told(1).fates()).endsWith(after);
    }

    private List<Label> labels(long offset) {
        return all(ConversionSample.class, offset).stream()
                .map(sample -> new Label(sample.task(), sample.label(), sample.deliveredAt()))
                .toList();
    }

    private List<Trajectory> trajectories() {
        return byOffset.keySet().stream()
                .map(offset -> all(NetOutcome.class, offset).get(0).trajectory())
                .toList();
    }

    private <D extends Delivered> List<D> all(Class<D> type, long offset) {
        return told(offset).delivered().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private Told told(long offset) {
        return Objects.requireNonNull(byOffset.get(offset));
    }
}
