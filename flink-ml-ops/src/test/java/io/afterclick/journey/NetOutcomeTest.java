package io.afterclick.journey;

import static io.afterclick.journey.Events.click;
import static io.afterclick.journey.Events.purchase;
import static io.afterclick.journey.Events.refund;
import static io.afterclick.journey.Moments.CLICKED;
import static io.afterclick.journey.Moments.DAY;
import static io.afterclick.journey.Moments.HOUR;
import static io.afterclick.journey.Moments.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Event;
import io.afterclick.journey.Delivered.NetOutcome;
import io.afterclick.journey.delivery.NetOutcomeDelivery;
import org.junit.jupiter.api.Test;

class NetOutcomeTest {

    private static final long SOON = CLICKED + MINUTE;
    private static final long LATER = CLICKED + 5 * HOUR;

    private final Life life = Life.with(Windows.NET, new NetOutcomeDelivery());

    @Test
    void clickWithoutPurchaseIsDecidedWhenConversionAttributionEnds() {
        assertOutcome(CLICKED + Windows.CONVERSION_ATTRIBUTION, Trajectory.N_CONV, -1, -1, click());
    }

    @Test
    void keptPurchaseIsDecidedWhenRefundAttributionEnds() {
        assertOutcome(SOON + Windows.REFUND_ATTRIBUTION, Trajectory.I_CONV, MINUTE, -1, click(), purchase(SOON));
        assertOutcome(LATER + Windows.REFUND_ATTRIBUTION, Trajectory.D_CONV, 5 * HOUR, -1, click(), purchase(LATER));
    }

    @Test
    void refundDecidesAtOnce() {
        assertOutcome(
                SOON + MINUTE,
                Trajectory.I_CONV_I_REFUND,
                MINUTE,
                MINUTE,
                click(),
                purchase(SOON),
                refund(SOON + MINUTE));
        assertOutcome(SOON + DAY, Trajectory.I_CONV_D_REFUND, MINUTE, DAY, click(), purchase(SOON), refund(SOON + DAY));
        assertOutcome(
                LATER + MINUTE,
                Trajectory.D_CONV_I_REFUND,
                5 * HOUR,
                MINUTE,
                click(),
                purchase(LATER),
                refund(LATER + MINUTE));
        assertOutcome(
                LATER + DAY, Trajectory.D_CONV_D_REFUND, 5 * HOUR, DAY, click(), purchase(LATER), refund(LATER + DAY));
    }

    @Test
    void secondRefundChangesNothing() {
        assertOutcome(
                SOON + MINUTE,
                Trajectory.I_CONV_I_REFUND,
                MINUTE,
                MINUTE,
                click(),
                purchase(SOON),
                refund("r1", "p1", SOON + MINUTE, "0.01"),
                refund("r2", "p1", SOON + DAY, "99.99"));
    }

    @Test
    void laterPurchaseAndItsRefundChangeNothing() {
        assertOutcome(
                SOON + Windows.REFUND_ATTRIBUTION,
                Trajectory.I_CONV,
                MINUTE,
                -1,
                click(),
                purchase(SOON),
                purchase("p2", LATER, "5"),
                refund("r2", "p2", LATER + 1, "5"));
    }

    @Test
    void purchaseThatCountsOnlyForGmvIsNoConversion() {
        Life both = Life.with(Windows.BOTH, new NetOutcomeDelivery());
        Heard heard = both.of(click(), purchase(CLICKED + 4 * DAY), refund(CLICKED + 5 * DAY));

        assertThat(heard.fates).containsExactly("applied CLICK", "applied PURCHASE", "applied REFUND");
        assertThat(heard.netOutcome())
                .isEqualTo(
                        new NetOutcome(click(), CLICKED + Windows.CONVERSION_ATTRIBUTION, Trajectory.N_CONV, -1, -1));
    }

    @Test
    void trajectorySaysWhatWasPaidAndRefunded() {
        assertThat(Trajectory.values())
                .filteredOn(Trajectory::paid)
                .doesNotContain(Trajectory.N_CONV)
                .hasSize(6);
        assertThat(Trajectory.values()).filteredOn(Trajectory::refunded).hasSize(4);
        assertThat(Trajectory.values())
                .extracting(Trajectory::label)
                .containsExactly(
                        "nConv", "iConv", "dConv", "iConv-iRefund", "iConv-dRefund", "dConv-iRefund", "dConv-dRefund");
    }

    private void assertOutcome(
            long decidedAt, Trajectory trajectory, long conversionDelay, long refundDelay, Event... events) {
        assertThat(life.of(events).netOutcome())
                .isEqualTo(new NetOutcome(click(), decidedAt, trajectory, conversionDelay, refundDelay));
    }
}
