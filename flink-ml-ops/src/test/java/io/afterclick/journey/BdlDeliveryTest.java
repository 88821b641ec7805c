package io.afterclick.journey;

import static io.afterclick.journey.Events.click;
import static io.afterclick.journey.Events.clickAt;
import static io.afterclick.journey.Events.purchase;
import static io.afterclick.journey.Events.refund;
import static io.afterclick.journey.Moments.CLICKED;
import static io.afterclick.journey.Moments.DAY;
import static io.afterclick.journey.Moments.HOUR;
import static io.afterclick.journey.Moments.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.delivery.BdlDelivery;
import org.junit.jupiter.api.Test;

/** The click of these lives happens at noon, UTC. */
class BdlDeliveryTest {

    private static final long LAST_OF_THE_DAY = CLICKED + 12 * HOUR - 1;

    private final Life life = Life.with(Windows.NET, new BdlDelivery());

    @Test
    void completeRowComesAtTheEndOfTheDayOfItsOutcome() {
        assertThat(life.of(click()).labels()).containsExactly(row(0, LAST_OF_THE_DAY + 3 * DAY));
        assertThat(life.of(click(), purchase(CLICKED + DAY)).labels())
                .containsExactly(row(1, LAST_OF_THE_DAY + 4 * DAY));
        assertThat(life.of(click(), purchase(CLICKED + MINUTE), refund(CLICKED + HOUR))
                        .labels())
                .containsExactly(row(1, LAST_OF_THE_DAY));
    }

    @Test
    void rowKnowsEverything() {
        ConversionSample row = life.of(click(), purchase(CLICKED + MINUTE), refund(CLICKED + HOUR))
                .conversionSamples()
                .get(0);

        assertThat(row.paid()).isTrue();
        assertThat(row.refunded()).isTrue();
        assertThat(row.conversionDelay()).isEqualTo(MINUTE);
        assertThat(row.refundDelay()).isEqualTo(HOUR - MINUTE);
    }

    @Test
    void outcomeInTheLastMillisecondIsOfThatDayAndTheNextOneIsNot() {
        assertThat(life.of(click(), purchase(CLICKED), refund(LAST_OF_THE_DAY)).labels())
                .containsExactly(row(1, LAST_OF_THE_DAY));
        assertThat(life.of(click(), purchase(CLICKED), refund(LAST_OF_THE_DAY + 1))
                        .labels())
                .containsExactly(row(1, LAST_OF_THE_DAY + DAY));
        assertThat(life.of(clickAt(LAST_OF_THE_DAY)).labels()).containsExactly(row(0, LAST_OF_THE_DAY + 3 * DAY));
        assertThat(life.of(clickAt(LAST_OF_THE_DAY + 1)).labels()).containsExactly(row(0, LAST_OF_THE_DAY + 4 * DAY));
    }

    @Test
    void dayMayBeginAtAnyHour() {
        Life fromNoon = Life.with(Windows.NET, new BdlDelivery(CLICKED + 100 * DAY));
        assertThat(fromNoon.of(click()).labels()).containsExactly(row(0, CLICKED + 4 * DAY - 1));
    }

    private static Label row(int label, long at) {
        return new Label(SampleTask.NET_CONVERSION, label, at);
    }
}
