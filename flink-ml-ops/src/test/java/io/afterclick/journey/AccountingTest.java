package io.afterclick.journey;

import static io.afterclick.journey.Events.click;
import static io.afterclick.journey.Events.clickAt;
import static io.afterclick.journey.Events.purchase;
import static io.afterclick.journey.Events.refund;
import static io.afterclick.journey.Moments.CLICKED;
import static io.afterclick.journey.Moments.DAY;
import static io.afterclick.journey.Moments.HOUR;
import static io.afterclick.journey.Moments.MINUTE;
import static io.afterclick.journey.Windows.CONVERSION_ATTRIBUTION;
import static io.afterclick.journey.Windows.REFUND_ATTRIBUTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Click;
import io.afterclick.event.Features;
import io.afterclick.journey.delivery.NetOutcomeDelivery;
import io.afterclick.journey.delivery.ScoreRequests;
import io.afterclick.journey.delivery.TeslaDelivery;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every event has exactly one fate. */
class AccountingTest {

    private static final long SOON = CLICKED + MINUTE;
    private static final long LATER = CLICKED + HOUR;

    private final Life life =
            Life.with(Windows.NET, new ScoreRequests(), new TeslaDelivery(), new NetOutcomeDelivery());

    @Test
    void purchaseWithoutClickIsUnmatched() {
        assertThat(life.of(purchase(SOON)).fates).containsExactly("UNMATCHED p1");
    }

    @Test
    void refundWithoutClickIsUnmatched() {
        assertThat(life.of(refund(SOON)).fates).containsExactly("UNMATCHED r1");
    }

    @Test
    void purchaseAndRefundWithoutClickAreUnmatched() {
        assertThat(life.of(purchase(SOON), refund(LATER)).fates).containsExactly("UNMATCHED p1", "UNMATCHED r1");
    }

    @Test
    void refundWithoutPurchaseIsUnmatched() {
        Heard heard = life.of(click(), refund(SOON));
        assertThat(heard.fates).containsExactly("applied CLICK", "UNMATCHED r1");
        assertThat(heard.details).containsExactly("expected a purchase of click c1 for the refund r1, found none");
    }

    @Test
    void refundOfAnotherPurchaseIsUnmatched() {
        assertThat(life.of(click(), purchase(SOON), refund("r1", "p9", LATER, "1")).fates)
                .containsExactly("applied CLICK", "applied PURCHASE", "UNMATCHED r1");
    }

    @Test
    void purchaseBeforeItsClickIsUnmatchedAndSoIsItsRefund() {
        Heard heard = life.of(click(), purchase(CLICKED - 1), refund(SOON));
        assertThat(heard.fates).containsExactly("UNMATCHED p1", "applied CLICK", "UNMATCHED r1");
        assertThat(heard.details)
                .first()
                .isEqualTo("expected an open click c1 at or before the purchase p1, found none");
    }

    @Test
    void sameEventTwiceIsADuplicate() {
        assertThat(life.of(click(), click(), purchase(SOON), purchase(SOON), refund(LATER), refund(LATER)).fates)
                .containsExactly(
                        "applied CLICK",
                        "DUPLICATE c1",
                        "applied PURCHASE",
                        "DUPLICATE p1",
                        "applied REFUND",
                        "DUPLICATE r1");
    }

    @Test
    void sameIdWithOtherContentIsADuplicateWhateverCameFirst() {
        Click other = new Click("c1", "u2", "i2", CLICKED, "search", Features.NONE);
        Heard heard = life.of(
                click(),
                other,
                purchase("p1", SOON, "1"),
                purchase("p1", SOON, "2"),
                refund("r1", "p1", LATER, "1"),
                refund("r1", "p1", LATER, "2"));

        assertThat(heard.fates)
                .containsExactly(
                        "applied CLICK",
                        "DUPLICATE c1",
                        "applied PURCHASE",
                        "DUPLICATE p1",
                        "applied REFUND",
                        "DUPLICATE r1");
        assertThat(heard.netOutcome().click()).isEqualTo(click());
    }

    @Test
    void sameIdAtALaterTimeIsADuplicate() {
        Heard heard =
                life.of(click(), clickAt(SOON), purchase(SOON), purchase(LATER), refund(LATER), refund(LATER + 1));

        assertThat(heard.fates)
                .containsExactly(
                        "applied CLICK",
                        "DUPLICATE c1",
                        "applied PURCHASE",
                        "DUPLICATE p1",
                        "applied REFUND",
                        "DUPLICATE r1");
        assertThat(heard.details).first().isEqualTo("expected a new id, found click c1 again");
    }

    @Test
    void refundIdIsKnownWhateverPurchaseItNames() {
        assertThat(life.of(
                                click(),
                                purchase("p1", SOON, "1"),
                                purchase("p2", SOON, "1"),
                                refund("r1", "p1", LATER, "1"),
                                refund("r1", "p2", LATER, "1"))
                        .fates)
                .endsWith("applied REFUND", "DUPLICATE r1");
    }

    @Test
    void purchaseAndRefundMayShareAnId() {
        assertThat(life.of(click(), purchase("x", SOON, "1"), refund("x", "x", LATER, "1")).fates)
                .containsExactly("applied CLICK", "applied PURCHASE", "applied REFUND");
    }

    @Test
    void outOfAttributionIsRememberedWhileTheClickIsOpen() {
        long late = CLICKED + CONVERSION_ATTRIBUTION + HOUR;
        Heard heard = life.of(
                click(),
                purchase("p1", CLICKED + 2 * DAY, "1"),
                purchase("p2", late, "1"),
                purchase("p2", late + 1, "1"),
                refund("r2", "p2", late + 2, "1"),
                refund("r2", "p2", late + 3, "1"));

        assertThat(heard.fates)
                .containsExactly(
                        "applied CLICK",
                        "applied PURCHASE",
                        "out of attribution PURCHASE",
                        "DUPLICATE p2",
                        "out of attribution REFUND",
                        "DUPLICATE r2");
    }

    @Test
    void lateRefundIsOutOfAttributionWhileAnotherPurchaseKeepsTheClickOpen() {
        long late = SOON + REFUND_ATTRIBUTION;
        Heard heard = life.of(
                click(),
                purchase("p1", SOON, "1"),
                purchase("p2", LATER, "1"),
                refund("r1", "p1", late + 1, "1"),
                refund("r1", "p1", late + 2, "1"));

        assertThat(heard.fates)
                .containsExactly(
                        "applied CLICK",
                        "applied PURCHASE",
                        "applied PURCHASE",
                        "out of attribution REFUND",
                        "DUPLICATE r1");
    }

    @Test
    void eventsAfterTheCloseAreUnmatched() {
        long closed = SOON + REFUND_ATTRIBUTION;
        assertThat(life.of(click(), purchase(SOON), purchase("p2", closed + 1, "1"), refund(closed + 2)).fates)
                .containsExactly("applied CLICK", "applied PURCHASE", "UNMATCHED p2", "UNMATCHED r1");
    }

    @Test
    void clickAsksForItsScoreOnce() {
        List<Delivered> delivered = life.of(click(), click(), purchase(SOON)).delivered;
        assertThat(delivered)
                .filteredOn(Delivered.ScoreRequest.class::isInstance)
                .containsExactly(new Delivered.ScoreRequest(click()));
    }

    @Test
    void clicksDoNotKnowEachOther() {
        Heard heard = new Heard();
        JourneyMachine machine = new JourneyMachine(Windows.NET, List.of(new TeslaDelivery()), 0);
        ClickState one = new ClickState();
        ClickState other = new ClickState();
        one.add(Events.arrival(click(), 1));
        other.add(Events.arrival(purchase(SOON), 2));

        machine.advance(one, LATER, heard);
        machine.advance(other, LATER, heard);

        assertThat(heard.fates).containsExactly("applied CLICK", "UNMATCHED p1");
        assertThat(other.isEmpty()).isTrue();
    }
}
