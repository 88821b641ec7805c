package io.afterclick.journey;

import static io.afterclick.journey.Events.click;
import static io.afterclick.journey.Events.purchase;
import static io.afterclick.journey.Moments.CLICKED;
import static io.afterclick.journey.Moments.DAY;
import static io.afterclick.journey.Moments.HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.afterclick.journey.JourneyWindows.Tracked;
import io.afterclick.journey.delivery.NetOutcomeDelivery;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JourneyWindowsTest {

    @ParameterizedTest(name = "{5}")
    @CsvSource({
        "0, 10, 0, 0, 10, 'conversion attribution window: expected more than 0 ms, found 0 ms'",
        "10, -1, 0, 0, 10, 'refund attribution window: expected more than 0 ms, found -1 ms'",
        "10, 10, 0, 0, 0, 'GMV attribution window: expected more than 0 ms, found 0 ms'",
        "10, 10, 10, 0, 10, 'conversion observation window: expected 0 ms to less than the attribution window of 10 ms,"
                + " found 10 ms'",
        "10, 10, -1, 0, 10, 'conversion observation window: expected 0 ms to less than the attribution window of 10 ms,"
                + " found -1 ms'",
        "10, 10, 0, 11, 10, 'refund observation window: expected 0 ms to less than the attribution window of 10 ms,"
                + " found 11 ms'",
    })
    void contradictionsAreRefused(
            long conversion, long refund, long conversionSeen, long refundSeen, long gmv, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new JourneyWindows(conversion, refund, conversionSeen, refundSeen, gmv, Tracked.NET_CONVERSION))
                .withMessage(message);
    }

    @Test
    void observationMayEndJustBeforeAttribution() {
        assertThat(new JourneyWindows(10, 20, 9, 19, 1, Tracked.GMV).conversionObservation())
                .isEqualTo(9);
    }

    @Test
    void horizonDependsOnWhatIsTracked() {
        assertThat(Windows.NET.purchaseHorizon()).isEqualTo(3 * DAY);
        assertThat(Windows.GMV.purchaseHorizon()).isEqualTo(7 * DAY);
        assertThat(Windows.BOTH.purchaseHorizon()).isEqualTo(7 * DAY);
        assertThat(Windows.BOTH.longest()).isEqualTo(10 * DAY);
        assertThat(new JourneyWindows(3, 1, 0, 0, 2, Tracked.BOTH).purchaseHorizon())
                .isEqualTo(3);
    }

    @Test
    void openJourneyKeepsTheWindowsItBeganWith() {
        JourneyWindows narrow = new JourneyWindows(HOUR, HOUR, 0, 0, HOUR, Tracked.NET_CONVERSION);
        JourneyMachine before = new JourneyMachine(Windows.NET, List.of(new NetOutcomeDelivery()), 0);
        JourneyMachine after = new JourneyMachine(narrow, List.of(new NetOutcomeDelivery()), 0);
        Heard heard = new Heard();
        ClickState state = new ClickState();
        state.add(Events.arrival(click(), 1));
        state.add(Events.arrival(purchase(CLICKED + DAY), 2));

        before.advance(state, CLICKED, heard);
        after.advance(state, CLICKED + 4 * DAY, heard);

        assertThat(heard.netOutcome().trajectory()).isEqualTo(Trajectory.D_CONV);
        assertThat(heard.netOutcome().decidedAt()).isEqualTo(CLICKED + 4 * DAY);
        assertThat(state.isEmpty()).isTrue();
    }
}
