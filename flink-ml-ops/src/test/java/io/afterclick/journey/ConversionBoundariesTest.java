package io.afterclick.journey;

import static io.afterclick.journey.Events.click;
import static io.afterclick.journey.Events.purchase;
import static io.afterclick.journey.Events.refund;
import static io.afterclick.journey.Label.cvr;
import static io.afterclick.journey.Label.rfr;
import static io.afterclick.journey.Moments.CLICKED;
import static io.afterclick.journey.Moments.MINUTE;
import static io.afterclick.journey.Windows.CONVERSION_ATTRIBUTION;
import static io.afterclick.journey.Windows.CONVERSION_OBSERVATION;
import static io.afterclick.journey.Windows.REFUND_ATTRIBUTION;
import static io.afterclick.journey.Windows.REFUND_OBSERVATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.journey.delivery.NetOutcomeDelivery;
import io.afterclick.journey.delivery.TeslaDelivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Observation windows include their boundary, attribution windows do not: one millisecond before, at, and after. */
class ConversionBoundariesTest {

    private static final long PURCHASED = CLICKED + MINUTE;

    private final Life life = Life.with(Windows.NET, new TeslaDelivery(), new NetOutcomeDelivery());

    @ParameterizedTest(name = "{0} ms from the end of conversion observation: {1}")
    @CsvSource({"-1, I_CONV", "0, I_CONV", "1, D_CONV"})
    void conversionObservationIncludesItsEnd(long offset, Trajectory expected) {
        assertTrajectory(expected, life.of(click(), purchase(CLICKED + CONVERSION_OBSERVATION + offset)));
    }

    @ParameterizedTest(name = "{0} ms from the end of conversion attribution: {1}")
    @CsvSource({"-1, D_CONV, applied PURCHASE", "0, N_CONV, out of attribution PURCHASE", "1, N_CONV, UNMATCHED p1"})
    void conversionAttributionExcludesItsEnd(long offset, Trajectory expected, String fate) {
        Heard heard = life.of(click(), purchase(CLICKED + CONVERSION_ATTRIBUTION + offset));
        assertTrajectory(expected, heard);
        assertThat(heard.fates).containsExactly("applied CLICK", fate);
    }

    @ParameterizedTest(name = "{0} ms from the end of refund observation: {1}")
    @CsvSource({"-1, I_CONV_I_REFUND", "0, I_CONV_I_REFUND", "1, I_CONV_D_REFUND"})
    void refundObservationIncludesItsEnd(long offset, Trajectory expected) {
        assertTrajectory(
                expected, life.of(click(), purchase(PURCHASED), refund(PURCHASED + REFUND_OBSERVATION + offset)));
    }

    @ParameterizedTest(name = "{0} ms from the end of refund attribution: {1}")
    @CsvSource({"-1, I_CONV_D_REFUND, applied REFUND", "0, I_CONV, out of attribution REFUND", "1, I_CONV, UNMATCHED r1"
    })
    void refundAttributionExcludesItsEnd(long offset, Trajectory expected, String fate) {
        Heard heard = life.of(click(), purchase(PURCHASED), refund(PURCHASED + REFUND_ATTRIBUTION + offset));
        assertTrajectory(expected, heard);
        assertThat(heard.fates).containsExactly("applied CLICK", "applied PURCHASE", fate);
    }

    @ParameterizedTest(name = "purchase {0} ms from its click: {1}")
    @CsvSource({"-1, N_CONV, UNMATCHED p1", "0, I_CONV, applied PURCHASE", "1, I_CONV, applied PURCHASE"})
    void purchaseMayShareTheInstantOfItsClickButNotPrecedeIt(long offset, Trajectory expected, String fate) {
        Heard heard = life.of(click(), purchase(CLICKED + offset));
        assertTrajectory(expected, heard);
        assertThat(heard.fates).contains(fate);
    }

    @ParameterizedTest(name = "refund {0} ms from its purchase: {1}")
    @CsvSource({"-1, I_CONV, UNMATCHED r1", "0, I_CONV_I_REFUND, applied REFUND", "1, I_CONV_I_REFUND, applied REFUND"})
    void refundMayShareTheInstantOfItsPurchaseButNotPrecedeIt(long offset, Trajectory expected, String fate) {
        Heard heard = life.of(click(), purchase(PURCHASED), refund(PURCHASED + offset));
        assertTrajectory(expected, heard);
        assertThat(heard.fates).contains(fate);
    }

    @Test
    void lastMillisecondOfObservationIsNotDeliveredTwice() {
        long last = CLICKED + CONVERSION_OBSERVATION;
        assertThat(life.of(click(), purchase(last)).labels())
                .containsExactly(cvr(1, last), rfr(0, last + REFUND_OBSERVATION));
    }

    @Test
    void firstMillisecondAfterObservationIsDeliveredAgain() {
        long last = CLICKED + CONVERSION_OBSERVATION;
        assertThat(life.of(click(), purchase(last + 1)).labels())
                .containsExactly(cvr(0, last), cvr(1, last + 1), rfr(0, last + 1 + REFUND_OBSERVATION));
    }

    @Test
    void refundAtTheEndOfItsObservationReplacesTheKeptLabel() {
        long last = PURCHASED + REFUND_OBSERVATION;
        assertThat(life.of(click(), purchase(PURCHASED), refund(last)).labels())
                .containsExactly(cvr(1, CLICKED + CONVERSION_OBSERVATION), rfr(1, last));
    }

    @Test
    void refundOneMillisecondLaterFollowsTheKeptLabel() {
        long last = PURCHASED + REFUND_OBSERVATION;
        assertThat(life.of(click(), purchase(PURCHASED), refund(last + 1)).labels())
                .containsExactly(cvr(1, CLICKED + CONVERSION_OBSERVATION), rfr(0, last), rfr(1, last + 1));
    }

    @Test
    void withoutObservationOnlyTheSameInstantIsImmediate() {
        Life impatient = Life.with(Windows.observing(0, 0), new TeslaDelivery(), new NetOutcomeDelivery());

        assertThat(impatient.of(click()).labels()).containsExactly(cvr(0, CLICKED));
        assertThat(impatient.of(click(), purchase(CLICKED)).labels()).containsExactly(cvr(1, CLICKED), rfr(0, CLICKED));
        assertThat(impatient.of(click(), purchase(CLICKED), refund(CLICKED)).labels())
                .containsExactly(rfr(1, CLICKED), cvr(1, CLICKED));
        assertThat(impatient
                        .of(click(), purchase(CLICKED + 1), refund(CLICKED + 1))
                        .labels())
                .containsExactly(cvr(0, CLICKED), cvr(1, CLICKED + 1), rfr(1, CLICKED + 1));
        assertThat(impatient
                        .of(click(), purchase(CLICKED + 1), refund(CLICKED + 2))
                        .labels())
                .containsExactly(cvr(0, CLICKED), cvr(1, CLICKED + 1), rfr(0, CLICKED + 1), rfr(1, CLICKED + 2));
    }

    private static void assertTrajectory(Trajectory expected, Heard heard) {
        assertThat(heard.netOutcome().trajectory()).isEqualTo(expected);
    }
}
