package io.afterclick.journey;

import static io.afterclick.journey.Events.click;
import static io.afterclick.journey.Events.purchase;
import static io.afterclick.journey.Events.refund;
import static io.afterclick.journey.Label.cvr;
import static io.afterclick.journey.Label.rfr;
import static io.afterclick.journey.Moments.CLICKED;
import static io.afterclick.journey.Moments.DAY;
import static io.afterclick.journey.Moments.HOUR;
import static io.afterclick.journey.Moments.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.delivery.TeslaDelivery;
import java.util.List;
import org.junit.jupiter.api.Test;

class TeslaDeliveryTest {

    private static final long OBSERVED = CLICKED + Windows.CONVERSION_OBSERVATION;
    private static final long SOON = CLICKED + MINUTE;
    private static final long LATER = CLICKED + 5 * HOUR;

    private final Life life = Life.with(Windows.NET, new TeslaDelivery());

    @Test
    void clickWithoutPurchaseIsOneNegative() {
        assertThat(life.of(click()).labels()).containsExactly(cvr(0, OBSERVED));
    }

    @Test
    void immediatePurchaseWaitsForTheEndOfItsObservation() {
        assertThat(life.of(click(), purchase(SOON)).labels())
                .containsExactly(cvr(1, OBSERVED), rfr(0, SOON + Windows.REFUND_OBSERVATION));
    }

    @Test
    void delayedPurchaseTurnsTheLabel() {
        assertThat(life.of(click(), purchase(LATER)).labels())
                .containsExactly(cvr(0, OBSERVED), cvr(1, LATER), rfr(0, LATER + Windows.REFUND_OBSERVATION));
    }

    @Test
    void immediateRefundIsDeliveredAtOnceAndTheKeptLabelNever() {
        assertThat(life.of(click(), purchase(SOON), refund(SOON + MINUTE)).labels())
                .containsExactly(rfr(1, SOON + MINUTE), cvr(1, OBSERVED));
    }

    @Test
    void delayedRefundOfAnImmediatePurchaseYieldsThreeSamples() {
        assertThat(life.of(click(), purchase(SOON), refund(SOON + DAY)).labels())
                .containsExactly(cvr(1, OBSERVED), rfr(0, SOON + Windows.REFUND_OBSERVATION), rfr(1, SOON + DAY));
    }

    @Test
    void immediateRefundOfADelayedPurchaseYieldsThreeSamples() {
        assertThat(life.of(click(), purchase(LATER), refund(LATER + MINUTE)).labels())
                .containsExactly(cvr(0, OBSERVED), cvr(1, LATER), rfr(1, LATER + MINUTE));
    }

    @Test
    void delayedRefundOfADelayedPurchaseYieldsFourSamples() {
        assertThat(life.of(click(), purchase(LATER), refund(LATER + DAY)).labels())
                .containsExactly(
                        cvr(0, OBSERVED),
                        cvr(1, LATER),
                        rfr(0, LATER + Windows.REFUND_OBSERVATION),
                        rfr(1, LATER + DAY));
    }

    @Test
    void purchaseOutOfAttributionChangesNothing() {
        long tooLate = CLICKED + Windows.CONVERSION_ATTRIBUTION;
        assertThat(life.of(click(), purchase(tooLate)).labels()).containsExactly(cvr(0, OBSERVED));
    }

    @Test
    void onlyTheFirstPurchaseAndItsFirstRefundCount() {
        Heard heard = life.of(
                click(),
                purchase("p1", SOON, "1"),
                purchase("p2", SOON + MINUTE, "2"),
                refund("r2", "p2", SOON + 2 * MINUTE, "2"),
                refund("r1", "p1", LATER, "0.5"),
                refund("r1b", "p1", LATER + 1, "0.5"));

        assertThat(heard.labels())
                .containsExactly(cvr(1, OBSERVED), rfr(0, SOON + Windows.REFUND_OBSERVATION), rfr(1, LATER));
    }

    @Test
    void ofPurchasesAtTheSameInstantTheLowerIdIsTheFirst() {
        Heard heard = life.of(
                click(), purchase("p2", SOON, "1"), purchase("p1", SOON, "2"), refund("r", "p2", SOON + MINUTE, "1"));

        assertThat(heard.labels()).containsExactly(cvr(1, OBSERVED), rfr(0, SOON + Windows.REFUND_OBSERVATION));
        assertThat(heard.conversionSamples())
                .extracting(ConversionSample::purchaseId)
                .containsOnly("p1");
    }

    @Test
    void everythingAtTheInstantOfTheClickIsImmediate() {
        assertThat(life.of(click(), purchase(CLICKED), refund(CLICKED)).labels())
                .containsExactly(rfr(1, CLICKED), cvr(1, OBSERVED));
    }

    @Test
    void firstLabelsOfBothStagesMayFallOnTheSameInstant() {
        assertThat(life.of(click(), purchase(CLICKED)).labels()).containsExactly(cvr(1, OBSERVED), rfr(0, OBSERVED));
    }

    @Test
    void refundAtTheEndOfConversionObservationComesBeforeItsLabel() {
        Heard heard = life.of(click(), purchase(SOON), refund(OBSERVED));
        assertThat(heard.labels()).containsExactly(rfr(1, OBSERVED), cvr(1, OBSERVED));
    }

    @Test
    void sampleKnowsOnlyWhatIsKnownAtItsDelivery() {
        List<ConversionSample> samples =
                life.of(click(), purchase(LATER), refund(LATER + DAY)).conversionSamples();

        assertThat(samples)
                .extracting(ConversionSample::conversionDelay)
                .containsExactly(-1L, 5 * HOUR, 5 * HOUR, 5 * HOUR);
        assertThat(samples).extracting(ConversionSample::refundDelay).containsExactly(-1L, -1L, -1L, DAY);
        assertThat(samples).extracting(ConversionSample::purchaseId).containsExactly(null, "p1", "p1", "p1");
        assertThat(samples).extracting(ConversionSample::sequence).containsExactly(0, 1, 2, 3);
        assertThat(samples).allSatisfy(sample -> assertThat(sample.click()).isEqualTo(click()));
    }
}
