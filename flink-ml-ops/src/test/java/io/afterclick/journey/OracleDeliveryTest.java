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
import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.Delivered.GmvSample;
import io.afterclick.journey.Delivered.GmvState;
import io.afterclick.journey.delivery.GmvOracleDelivery;
import io.afterclick.journey.delivery.NetOracleDelivery;
import io.afterclick.journey.delivery.NetOutcomeDelivery;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OracleDeliveryTest {

    private static final long SOON = CLICKED + MINUTE;
    private static final long RELEASED = CLICKED + NetOracleDelivery.delay(Windows.NET);

    private final Life life = Life.with(Windows.NET, new NetOracleDelivery());

    @Test
    void everyClickIsOneCompleteRowAtItsOwnTime() {
        assertThat(life.of(click()).conversionSamples()).containsExactly(row(false, false, null, -1, -1));
        assertThat(life.of(click(), purchase(SOON)).conversionSamples())
                .containsExactly(row(true, false, "p1", MINUTE, -1));
        assertThat(life.of(click(), purchase(SOON), refund(SOON + DAY)).conversionSamples())
                .containsExactly(row(true, true, "p1", MINUTE, DAY));
    }

    @Test
    void rowIsReleasedWhenTheLastWindowHasSurelyClosed() {
        assertThat(RELEASED).isEqualTo(CLICKED + 6 * DAY);
        assertReleasedAt(RELEASED, click());
        assertReleasedAt(RELEASED, click(), purchase(SOON), refund(SOON + 1));
    }

    @Test
    void lastPossibleRefundIsStillSeen() {
        long lastPurchase = CLICKED + Windows.CONVERSION_ATTRIBUTION - 1;
        assertThat(life.of(click(), purchase(lastPurchase), refund(RELEASED - 2))
                        .conversionSamples())
                .extracting(ConversionSample::refunded)
                .containsExactly(true);
    }

    @Test
    void journeyStaysUntilItsLastWakeUpSoThatLateEventsAreOutOfAttribution() {
        assertThat(life.of(click(), purchase(RELEASED), refund(RELEASED)).fates)
                .containsExactly("applied CLICK", "out of attribution PURCHASE", "out of attribution REFUND");
        assertThat(life.of(click(), purchase(RELEASED + 1)).fates).containsExactly("applied CLICK", "UNMATCHED p1");
    }

    @Test
    void outcomeDoesNotWaitForTheRow() {
        Life both = Life.with(Windows.NET, new NetOracleDelivery(), new NetOutcomeDelivery());
        Heard heard = both.of(click());

        assertThat(heard.netOutcome().decidedAt()).isEqualTo(CLICKED + Windows.CONVERSION_ATTRIBUTION);
        assertThat(heard.delivered).last().isInstanceOf(ConversionSample.class);
    }

    @Test
    void completeRowIsLabelledByItsPurchase() {
        assertThat(life.of(click(), purchase(SOON), refund(SOON)).labels())
                .containsExactly(new Label(SampleTask.NET_CONVERSION, 1, CLICKED));
    }

    @Test
    void gmvRowStandsAtTheFirstPurchaseAndKnowsTheFinalSum() {
        Life gmv = Life.with(Windows.GMV, new GmvOracleDelivery());
        Heard heard = gmv.of(click(), purchase("p1", SOON, "1"), purchase("p2", CLICKED + HOUR, "2"));

        assertThat(heard.gmvSamples())
                .containsExactly(new GmvSample(
                        click(),
                        "gmv-oracle",
                        SampleTask.GMV_GROUND_TRUTH,
                        SOON,
                        0,
                        "p1",
                        new GmvState(Windows.GMV_ATTRIBUTION, 2, 3_000_000),
                        new GmvState(0, 0, 0)));
        assertThat(gmv.of(click()).delivered).isEmpty();
    }

    private static void assertReleasedAt(long released, Event... events) {
        Heard heard = new Heard();
        JourneyMachine machine = new JourneyMachine(Windows.NET, List.of(new NetOracleDelivery()), 0);
        ClickState state = new ClickState();
        for (Event event : events) {
            state.add(Events.arrival(event, 1));
        }
        machine.advance(state, released - 1, heard);
        assertThat(heard.delivered).isEmpty();
        machine.advance(state, released, heard);
        assertThat(heard.delivered).hasSize(1);
        assertThat(state.isEmpty()).isTrue();
    }

    private static ConversionSample row(
            boolean paid, boolean refunded, @Nullable String purchaseId, long conversionDelay, long refundDelay) {
        return new ConversionSample(
                click(),
                "oracle",
                SampleTask.NET_CONVERSION,
                CLICKED,
                0,
                paid,
                refunded,
                purchaseId,
                conversionDelay,
                refundDelay);
    }
}
