package io.afterclick.journey;

import static io.afterclick.journey.Events.click;
import static io.afterclick.journey.Events.purchase;
import static io.afterclick.journey.Events.refund;
import static io.afterclick.journey.Moments.CLICKED;
import static io.afterclick.journey.Moments.DAY;
import static io.afterclick.journey.Moments.HOUR;
import static io.afterclick.journey.Moments.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Money;
import io.afterclick.journey.Delivered.GmvSample;
import io.afterclick.journey.Delivered.GmvState;
import io.afterclick.journey.delivery.ReaderDelivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaderDeliveryTest {

    private static final long FIRST = CLICKED + MINUTE;
    private static final long SECOND = CLICKED + 5 * HOUR;
    private static final long CLOSE = CLICKED + Windows.GMV_ATTRIBUTION;
    private static final GmvState AT_CLICK = state(0, 0, "0");

    private final Life life = Life.with(Windows.GMV, new ReaderDelivery());

    @Test
    void clickWithoutPurchaseIsNoSample() {
        assertThat(life.of(click()).delivered).isEmpty();
    }

    @Test
    void purchaseIsASampleAndTheCloseIsTheTruth() {
        GmvState afterFirst = state(MINUTE, 1, "12.50");

        assertThat(life.of(click(), purchase("p1", FIRST, "12.50")).gmvSamples())
                .containsExactly(
                        atPurchase(FIRST, 0, "p1", afterFirst, AT_CLICK),
                        atClose(1, "p1", state(Windows.GMV_ATTRIBUTION, 1, "12.50"), afterFirst));
    }

    @Test
    void everyPurchaseAddsToWhatWasBefore() {
        GmvState afterFirst = state(MINUTE, 1, "12.50");
        GmvState afterSecond = state(5 * HOUR, 2, "13.25");

        assertThat(life.of(click(), purchase("p1", FIRST, "12.50"), purchase("p2", SECOND, "0.75"))
                        .gmvSamples())
                .containsExactly(
                        atPurchase(FIRST, 0, "p1", afterFirst, AT_CLICK),
                        atPurchase(SECOND, 1, "p2", afterSecond, afterFirst),
                        atClose(2, "p2", state(Windows.GMV_ATTRIBUTION, 2, "13.25"), afterSecond));
    }

    @Test
    void purchasesAtTheSameInstantAreOrderedById() {
        GmvState afterFirst = state(MINUTE, 1, "1");
        GmvState afterSecond = state(MINUTE, 2, "3");

        assertThat(life.of(click(), purchase("b", FIRST, "2"), purchase("a", FIRST, "1"))
                        .gmvSamples())
                .containsExactly(
                        atPurchase(FIRST, 0, "a", afterFirst, AT_CLICK),
                        atPurchase(FIRST, 1, "b", afterSecond, afterFirst),
                        atClose(2, "b", state(Windows.GMV_ATTRIBUTION, 2, "3"), afterSecond));
    }

    @ParameterizedTest(name = "purchase {0} ms from the close: {1} samples, {2}")
    @CsvSource({"-1, 2, applied PURCHASE", "0, 0, out of attribution PURCHASE", "1, 0, UNMATCHED p1"})
    void purchaseAtTheCloseIsNotCounted(long offset, int samples, String fate) {
        Heard heard = life.of(click(), purchase(CLOSE + offset));

        assertThat(heard.gmvSamples()).hasSize(samples);
        assertThat(heard.fates).containsExactly("applied CLICK", fate);
    }

    @Test
    void secondPurchaseAtTheCloseLeavesTheTruthOfTheFirst() {
        Heard heard = life.of(click(), purchase("p1", FIRST, "10"), purchase("p2", CLOSE, "5"));

        assertThat(heard.gmvSamples())
                .hasSize(2)
                .last()
                .isEqualTo(atClose(1, "p1", state(Windows.GMV_ATTRIBUTION, 1, "10"), state(MINUTE, 1, "10")));
    }

    @Test
    void refundsChangeNothing() {
        Heard kept = life.of(click(), purchase(FIRST));
        Heard refunded = life.of(click(), purchase(FIRST), refund(FIRST + HOUR));

        assertThat(refunded.delivered).isEqualTo(kept.delivered);
    }

    @Test
    void freePurchaseIsAPurchase() {
        assertThat(life.of(click(), purchase("p1", FIRST, "0")).gmvSamples())
                .extracting(sample -> sample.now().count())
                .containsExactly(1, 1);
    }

    @Test
    void purchaseAtTheInstantOfTheClickHasNothingElapsed() {
        assertThat(life.of(click(), purchase("p1", CLICKED, "20")).gmvSamples())
                .first()
                .isEqualTo(atPurchase(CLICKED, 0, "p1", state(0, 1, "20"), AT_CLICK));
    }

    @Test
    void purchaseThatCountsOnlyForNetConversionIsNoSample() {
        JourneyWindows shortGmv =
                new JourneyWindows(3 * DAY, 3 * DAY, MINUTE, MINUTE, DAY, JourneyWindows.Tracked.BOTH);
        Heard heard = Life.with(shortGmv, new ReaderDelivery()).of(click(), purchase(CLICKED + DAY));

        assertThat(heard.fates).containsExactly("applied CLICK", "applied PURCHASE");
        assertThat(heard.delivered).isEmpty();
    }

    private static GmvState state(long elapsed, int count, String sum) {
        return new GmvState(elapsed, count, Money.parse(sum));
    }

    private static GmvSample atPurchase(long at, int sequence, String id, GmvState now, GmvState previous) {
        return new GmvSample(click(), "reader", SampleTask.GMV_PURCHASE, at, sequence, id, now, previous);
    }

    private static GmvSample atClose(int sequence, String lastId, GmvState end, GmvState last) {
        return new GmvSample(click(), "reader", SampleTask.GMV_GROUND_TRUTH, CLOSE, sequence, lastId, end, last);
    }
}
