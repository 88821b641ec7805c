package io.afterclick.journey;

import static io.afterclick.journey.Events.click;
import static io.afterclick.journey.Events.purchase;
import static io.afterclick.journey.Events.refund;
import static io.afterclick.journey.Label.cvr;
import static io.afterclick.journey.Label.rfr;
import static io.afterclick.journey.Moments.CLICKED;
import static io.afterclick.journey.Moments.HOUR;
import static io.afterclick.journey.Moments.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Arrival;
import io.afterclick.event.Event;
import io.afterclick.journey.Delivered.Outcome;
import io.afterclick.journey.Delivered.Sample;
import io.afterclick.journey.JourneyWindows.Tracked;
import io.afterclick.journey.delivery.Deliveries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineDeliveryTest {

    private static final long SOON = CLICKED + MINUTE;
    private static final long LATER = CLICKED + 5 * HOUR;
    private static final long OBSERVED = CLICKED + Windows.CONVERSION_OBSERVATION;
    private static final long CLOSE = CLICKED + Windows.CONVERSION_ATTRIBUTION;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"fnc", "fnw"})
    void fakeNegativeComesWithTheClickAndItsPositiveWithThePurchase(String name) {
        assertThat(labels(name, click())).containsExactly(cvr(0, CLICKED));
        assertThat(labels(name, click(), purchase(SOON), refund(LATER)))
                .containsExactly(cvr(0, CLICKED), cvr(1, SOON), rfr(0, SOON), rfr(1, LATER));
        assertThat(labels(name, click(), purchase(CLICKED)))
                .containsExactly(cvr(0, CLICKED), cvr(1, CLICKED), rfr(0, CLICKED));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"es-dfm", "defuse"})
    void firstLabelWaitsForTheEndOfObservation(String name) {
        assertThat(labels(name, click())).containsExactly(cvr(0, OBSERVED));
        assertThat(labels(name, click(), purchase(SOON))).containsExactly(cvr(1, OBSERVED), rfr(0, OBSERVED));
        assertThat(labels(name, click(), purchase(LATER)))
                .containsExactly(cvr(0, OBSERVED), cvr(1, LATER), rfr(0, LATER));
        assertThat(labels(name, click(), purchase(OBSERVED))).containsExactly(cvr(1, OBSERVED), rfr(0, OBSERVED));
    }

    @Test
    void refundBeforeTheFirstLabelIsStillFollowedByTheConversionTakenAsKept() {
        assertThat(labels("es-dfm", click(), purchase(SOON), refund(SOON + 1)))
                .containsExactly(rfr(1, SOON + 1), cvr(1, OBSERVED), rfr(0, OBSERVED));
    }

    @Test
    void ddfmConfirmsRealNegatives() {
        assertThat(labels("ddfm", click())).containsExactly(cvr(0, OBSERVED), cvr(0, CLOSE));
        assertThat(labels("ddfm", click(), purchase(CLOSE))).containsExactly(cvr(0, OBSERVED), cvr(0, CLOSE));
        assertThat(labels("ddfm", click(), purchase(CLOSE - 1)))
                .containsExactly(cvr(0, OBSERVED), cvr(1, CLOSE - 1), rfr(0, CLOSE - 1));
    }

    @Test
    void deferDeliversEveryLabelTwice() {
        assertThat(labels("defer", click())).containsExactly(cvr(0, OBSERVED), cvr(0, CLOSE));
        assertThat(labels("defer", click(), purchase(SOON)))
                .containsExactly(cvr(1, SOON), rfr(0, SOON), cvr(1, OBSERVED), rfr(0, OBSERVED));
        assertThat(labels("defer", click(), purchase(LATER)))
                .containsExactly(cvr(0, OBSERVED), cvr(1, LATER), rfr(0, LATER));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"fnc", "fnw", "es-dfm", "defuse", "ddfm", "defer"})
    void baselineTellsTheTruthOfRandomLives(String name) {
        Random random = new Random(name.hashCode());
        for (int seed = 0; seed < 20; seed++) {
            RandomRun run = new RandomRun(random);
            JourneyWindows windows = tracking(run.windows, Tracked.NET_CONVERSION);
            for (int click = 0; click < 200; click++) {
                List<Event> events = run.nextClick();
                List<Label> expected = new ArrayList<>();
                new Truth(windows, 0, 0, events)
                        .lives.forEach(life -> expected.addAll(TrueBaselines.labels(name, life)));
                Heard heard = live(name, windows, events);
                assertThat(sorted(heard.labels()))
                        .as("%s with %s", events, windows)
                        .isEqualTo(sorted(expected));
            }
        }
    }

    @Test
    void everyLifeHasOneOutcomeAndNoTwoSamplesOfItComeAtTheSamePlace() {
        Random random = new Random(17);
        for (String name : Deliveries.names()) {
            RandomRun run = new RandomRun(random);
            JourneyWindows windows = tracking(run.windows, Deliveries.of(name).tracked());
            for (int click = 0; click < 500; click++) {
                List<Event> events = run.nextClick();
                Heard heard = live(name, windows, events);
                long lives =
                        heard.fates.stream().filter("applied CLICK"::equals).count();
                assertThat(heard.delivered)
                        .filteredOn(Outcome.class::isInstance)
                        .hasSize((int) lives);
                assertThat(heard.delivered)
                        .filteredOn(Sample.class::isInstance)
                        .extracting(sample -> sample.click().time() + " "
                                + sample.click().userId() + " " + ((Sample) sample).sequence())
                        .doesNotHaveDuplicates();
            }
        }
    }

    private static List<Label> labels(String name, Event... events) {
        return Life.with(Windows.NET, Deliveries.of(name).deliveries().get(0))
                .of(events)
                .labels();
    }

    private static Heard live(String name, JourneyWindows windows, List<Event> events) {
        Heard heard = new Heard();
        ClickState state = new ClickState();
        List<Arrival> arrivals = new ArrayList<>();
        for (Event event : events) {
            arrivals.add(Events.arrival(event, arrivals.size() + 1));
        }
        arrivals.forEach(state::add);
        new JourneyMachine(windows, Deliveries.of(name).deliveries(), 0).advance(state, Long.MAX_VALUE - 1, heard);
        assertThat(state.isEmpty()).isTrue();
        return heard;
    }

    private static JourneyWindows tracking(JourneyWindows windows, Tracked tracked) {
        return new JourneyWindows(
                windows.conversionAttribution(),
                windows.refundAttribution(),
                windows.conversionObservation(),
                windows.refundObservation(),
                windows.gmvAttribution(),
                tracked);
    }

    private static List<Label> sorted(List<Label> labels) {
        return labels.stream()
                .sorted(Comparator.comparingLong(Label::at)
                        .thenComparing(Label::task)
                        .thenComparingInt(Label::label))
                .toList();
    }
}
