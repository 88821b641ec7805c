package io.afterclick.journey;

import static io.afterclick.journey.Events.click;
import static io.afterclick.journey.Events.purchase;
import static io.afterclick.journey.Events.refund;
import static io.afterclick.journey.Moments.CLICKED;
import static io.afterclick.journey.Moments.DAY;
import static io.afterclick.journey.Moments.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Event;
import io.afterclick.event.Money;
import io.afterclick.journey.Delivered.GmvOutcome;
import io.afterclick.journey.delivery.GmvOutcomeDelivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GmvOutcomeTest {

    private static final long CLOSE = CLICKED + Windows.GMV_ATTRIBUTION;
    private static final long SOON = CLICKED + MINUTE;
    private static final long NEAR_THE_CLOSE = CLICKED + 6 * DAY;

    private final Life life = Life.with(Windows.GMV, new GmvOutcomeDelivery());

    @Test
    void clickWithoutPurchaseHasAnOutcomeToo() {
        assertOutcome(CLOSE, 0, "0", "0", click());
    }

    @Test
    void earlyPurchaseIsDecidedAtTheClose() {
        assertOutcome(CLOSE, 1, "100", "100", click(), purchase(SOON));
    }

    @Test
    void purchaseNearTheCloseIsDecidedWhenItsRefundWindowEnds() {
        assertOutcome(
                NEAR_THE_CLOSE + Windows.REFUND_ATTRIBUTION,
                2,
                "101.50",
                "101.50",
                click(),
                purchase(SOON),
                purchase("p2", NEAR_THE_CLOSE, "1.50"));
    }

    @Test
    void fullRefundLeavesNothing() {
        assertOutcome(CLOSE, 1, "100", "0", click(), purchase(SOON), refund(SOON + DAY));
    }

    @Test
    void partialRefundsOfSeveralPurchasesAddUp() {
        assertOutcome(
                CLOSE,
                2,
                "130",
                "99.999999",
                click(),
                purchase("p1", SOON, "100"),
                purchase("p2", SOON + 1, "30"),
                refund("r1", "p1", SOON + 2, "10"),
                refund("r2", "p1", SOON + DAY, "15"),
                refund("r3", "p2", SOON + DAY, "5.000001"));
    }

    @ParameterizedTest(name = "refund {0} ms from the end of its window: {1} remain, {2}")
    @CsvSource({"-1, 60, applied REFUND", "0, 100, out of attribution REFUND", "1, 100, UNMATCHED r1"})
    void lastRefundWindowExcludesItsEnd(long offset, String net, String fate) {
        long end = NEAR_THE_CLOSE + Windows.REFUND_ATTRIBUTION;
        Event[] events = {click(), purchase(NEAR_THE_CLOSE), refund("r1", "p1", end + offset, "40")};

        assertOutcome(end, 1, "100", net, events);
        assertThat(life.of(events).fates).containsExactly("applied CLICK", "applied PURCHASE", fate);
    }

    @Test
    void eachPurchaseHasItsOwnRefundWindow() {
        long endOfFirst = SOON + Windows.REFUND_ATTRIBUTION;
        Event[] events = {
            click(),
            purchase("p1", SOON, "100"),
            purchase("p2", SOON + DAY, "7"),
            refund("r1", "p1", endOfFirst, "100"),
            refund("r2", "p2", endOfFirst, "3")
        };

        assertOutcome(CLOSE, 2, "107", "104", events);
        assertThat(life.of(events).fates).contains("out of attribution REFUND", "applied REFUND");
    }

    @Test
    void refundAfterTheCloseStillCountsWithinItsWindow() {
        long end = NEAR_THE_CLOSE + Windows.REFUND_ATTRIBUTION;
        assertOutcome(end, 1, "100", "0", click(), purchase(NEAR_THE_CLOSE), refund(CLOSE + DAY));
    }

    @Test
    void purchaseAtTheCloseIsNotCountedAndItsRefundIsOutOfAttribution() {
        Event[] events = {click(), purchase(CLOSE), refund(CLOSE)};
        assertOutcome(CLOSE, 0, "0", "0", events);
        assertThat(life.of(events).fates)
                .containsExactly("applied CLICK", "out of attribution PURCHASE", "out of attribution REFUND");
    }

    @Test
    void purchaseInTheLastMillisecondIsCounted() {
        long last = CLOSE - 1;
        assertOutcome(last + Windows.REFUND_ATTRIBUTION, 1, "100", "100", click(), purchase(last));
    }

    private void assertOutcome(long decidedAt, int count, String gross, String net, Event... events) {
        assertThat(life.of(events).gmvOutcome())
                .isEqualTo(new GmvOutcome(click(), decidedAt, count, Money.parse(gross), Money.parse(net)));
    }
}
