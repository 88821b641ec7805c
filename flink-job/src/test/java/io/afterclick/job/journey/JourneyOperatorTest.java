package io.afterclick.job.journey;

import static io.afterclick.job.journey.Events.DAY;
import static io.afterclick.job.journey.Events.HOUR;
import static io.afterclick.job.journey.Events.MINUTE;
import static io.afterclick.job.journey.Events.NOON;
import static io.afterclick.job.journey.Events.click;
import static io.afterclick.job.journey.Events.purchase;
import static io.afterclick.job.journey.Events.refund;
import static io.afterclick.job.journey.JourneyHarness.Backend.HEAP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.afterclick.event.Event;
import io.afterclick.job.count.CountNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of events, by Flink's watermarks and timers; every test ends without state and without timers. */
final class JourneyOperatorTest {

    private static final long NEVER = -1;

    private JourneyHarness journeys;

    @BeforeEach
    void start() throws Exception {
        journeys = JourneyHarness.start(TestSettings.tesla(), HEAP);
    }

    private void startAnew(JourneySettings settings) throws Exception {
        nothingIsLeft();
        journeys = JourneyHarness.start(settings, HEAP);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        assertThat(journeys.output()).isEmpty();
        journeys.snapshot();
        assertThat(journeys.clicksInBackend()).isZero();
        assertThat(journeys.timers()).isZero();
        journeys.close();
    }

    /** Purchase and refund in minutes after the click. */
    static Stream<Arguments> trajectories() {
        return Stream.of(
                arguments("nConv", NEVER, NEVER, List.of("CVR=0@15", "nConv@4320")),
                arguments("iConv", 10, NEVER, List.of("CVR=1@15", "RFR=0@25", "iConv@4330")),
                arguments("iConv at the boundary", 15, NEVER, List.of("CVR=1@15", "RFR=0@30", "iConv@4335")),
                arguments("dConv", 300, NEVER, List.of("CVR=0@15", "CVR=1@300", "RFR=0@315", "dConv@4620")),
                arguments("iConv-iRefund", 10, 20, List.of("CVR=1@15", "RFR=1@20", "iConv-iRefund@20")),
                arguments("iConv-dRefund", 10, 900, List.of("CVR=1@15", "RFR=0@25", "RFR=1@900", "iConv-dRefund@900")),
                arguments(
                        "dConv-iRefund", 300, 315, List.of("CVR=0@15", "CVR=1@300", "RFR=1@315", "dConv-iRefund@315")),
                arguments(
                        "dConv-dRefund",
                        300,
                        900,
                        List.of("CVR=0@15", "CVR=1@300", "RFR=0@315", "RFR=1@900", "dConv-dRefund@900")),
                arguments("purchase at the close", 4320, NEVER, List.of("CVR=0@15", "nConv@4320")),
                arguments("refund at the close", 10, 4330, List.of("CVR=1@15", "RFR=0@25", "iConv@4330")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trajectories")
    void samplesComeInEventTimeWhateverTheArrival(String name, long bought, long returned, List<String> expected)
            throws Exception {
        List<Event> story = story(bought, returned);
        for (List<Event> arrival : permutations(story)) {
            startAnew(TestSettings.tesla());
            journeys.arrive(arrival.toArray(Event[]::new));
            assertThat(journeys.brief()).as("before the watermark").isEmpty();
            journeys.watermark(NOON + 20 * DAY);
            assertThat(journeys.brief()).as("arrival %s", arrival).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trajectories")
    void eachSampleComesWhenTheWatermarkHasPassedItsTime(String name, long bought, long returned, List<String> expected)
            throws Exception {
        journeys.arriveTogether(story(bought, returned).toArray(Event[]::new));
        for (long minute = 0; minute <= 10_000; minute++) {
            String suffix = "@" + minute;
            journeys.watermark(NOON + minute * MINUTE - 1);
            assertThat(journeys.output()).as("just before %s", suffix).isEmpty();
            journeys.watermark(NOON + minute * MINUTE);
            assertThat(journeys.brief())
                    .as("at %s", suffix)
                    .containsExactlyInAnyOrderElementsOf(expected.stream()
                            .filter(line -> line.endsWith(suffix))
                            .toList());
        }
    }

    @Test
    void readerIsToldOfEveryPurchaseAndOfTheFinalSum() throws Exception {
        startAnew(TestSettings.of("reader"));
        journeys.arrive(
                purchase("p2", "c", NOON + 60 * MINUTE),
                click("c", NOON),
                purchase("p3", "c", NOON + 7 * DAY),
                purchase("p1", "c", NOON + MINUTE));
        journeys.watermark(NOON + 30 * DAY);
        assertThat(journeys.brief())
                .containsExactlyInAnyOrder(
                        "GMV_PURCHASE=1@1", "GMV_PURCHASE=2@60", "GMV_GROUND_TRUTH=2@10080", "GMV=2@10080");
    }

    @Test
    void purchaseThatComesBeforeItsClickWaitsForIt() throws Exception {
        journeys.arrive(purchase("p", "c", NOON + MINUTE));
        journeys.watermark(NOON - 1);
        journeys.arrive(click("c", NOON));
        journeys.watermark(NOON + 15 * MINUTE);
        assertThat(journeys.brief()).containsExactly("CVR=1@15");
        journeys.watermark(NOON + 30 * DAY);
        assertThat(journeys.brief()).containsExactly("RFR=0@16", "iConv@4321");
    }

    @Test
    void whatMatchesNothingBecomesADeadLetterWithItsRecord() throws Exception {
        journeys.arrive(
                purchase("early", "c", NOON - 1),
                click("c", NOON),
                refund("stray", "nothing", "c", NOON + 1),
                purchase("lost", "nobody", NOON + 2));
        journeys.watermark(NOON + 3);
        assertThat(journeys.output())
                .containsExactly(
                        "refused PURCHASE early of c at " + (NOON - 1)
                                + " UNMATCHED: expected an open click c at or before the purchase early, found none"
                                + " | purchases.csv:7 (byte -1) + 15 | PURCHASE early",
                        "refused PURCHASE lost of nobody at " + (NOON + 2)
                                + " UNMATCHED: expected an open click nobody at or before the purchase lost, found none"
                                + " | purchases.csv:7 (byte 2) + 14 | PURCHASE lost",
                        "refused REFUND stray of c at " + (NOON + 1)
                                + " UNMATCHED: expected a purchase of click c for the refund stray, found none"
                                + " | refunds.csv:7 (byte 1) + 13 | REFUND stray");
        journeys.watermark(NOON + 30 * DAY);
        assertThat(journeys.brief()).containsExactly("CVR=0@15", "nConv@4320");
    }

    @Test
    void duplicatesOfEveryKindAreSetAsideAndChangeNothing() throws Exception {
        journeys.arrive(
                click("c", NOON),
                click("c", NOON),
                purchase("p", "c", NOON + HOUR),
                purchase("p", "c", NOON + HOUR),
                refund("r", "p", "c", NOON + 2 * HOUR),
                refund("r", "p", "c", NOON + 2 * HOUR));
        journeys.watermark(NOON + 30 * DAY);
        assertThat(journeys.brief())
                .containsExactlyInAnyOrder(
                        "CVR=0@15",
                        "CVR=1@60",
                        "RFR=0@75",
                        "RFR=1@120",
                        "dConv-dRefund@120",
                        "DUPLICATE c",
                        "DUPLICATE p",
                        "DUPLICATE r");
    }

    @Test
    void noAcceptedRecordIsDroppedHoweverFarBelowTheWatermarkItsTimeIs() throws Exception {
        journeys.arrive(click("other", NOON + 2 * HOUR));
        journeys.watermark(NOON + 2 * HOUR);
        journeys.arrive(click("c", NOON), purchase("p", "c", NOON + MINUTE));
        journeys.watermark(NOON + 2 * HOUR + 1);
        assertThat(journeys.brief()).containsExactly("CVR=1@15", "RFR=0@16");
        journeys.watermark(NOON + 30 * DAY);
        assertThat(journeys.brief()).containsExactly("CVR=0@15", "iConv@4321", "nConv@4320");
    }

    @Test
    void whatComesAfterTheLastWindowIsUnmatchedOrOutOfAttributionAsSettingsSay() throws Exception {
        Event[] story = {click("c", NOON), purchase("p", "c", NOON + 4 * DAY)};
        journeys.arrive(story);
        journeys.watermark(NOON + 30 * DAY);
        assertThat(journeys.brief()).containsExactly("CVR=0@15", "UNMATCHED p", "nConv@4320");

        startAnew(TestSettings.remembering(TestSettings.tesla(), 10 * DAY));
        journeys.arrive(story);
        journeys.watermark(NOON + 30 * DAY);
        assertThat(journeys.brief()).containsExactly("CVR=0@15", "nConv@4320");
        assertThat(journeys.counted().counts()).containsEntry("outOfAttribution.purchases", 1L);
    }

    @Test
    void unmatchedRecordsCanBeCountedOnly() throws Exception {
        startAnew(TestSettings.countingUnmatched(TestSettings.tesla()));
        journeys.arrive(purchase("p", "c", NOON), click("d", NOON), click("d", NOON));
        journeys.watermark(NOON + 30 * DAY);
        assertThat(journeys.brief()).containsExactly("CVR=0@15", "DUPLICATE d", "nConv@4320");
        assertThat(journeys.counted().counts())
                .containsEntry("deadLetters.UNMATCHED", 1L)
                .containsEntry("deadLetters.DUPLICATE", 1L);
    }

    @Test
    void everythingIsCountedOnce() throws Exception {
        journeys.arrive(
                click("c", NOON),
                purchase("p", "c", NOON + HOUR),
                refund("r", "p", "c", NOON + 2 * HOUR),
                click("d", NOON),
                purchase("q", "d", NOON + 3 * DAY));
        journeys.watermark(NOON + 30 * DAY);
        journeys.output();
        assertThat(journeys.counted().counts())
                .isEqualTo(Map.ofEntries(
                        Map.entry("applied.clicks", 2L),
                        Map.entry("applied.purchases", 1L),
                        Map.entry("applied.refunds", 1L),
                        Map.entry("covered.clicks.12", 2L),
                        Map.entry("covered.conversions.12", 1L),
                        Map.entry("covered.refunds.12", 1L),
                        Map.entry("covered.gmv_units.12", 10L),
                        Map.entry("covered.purchase_delay.3600000", 1L),
                        Map.entry("covered.refund_delay.3600000", 1L),
                        Map.entry("covered.refund_age.7200000", 1L),
                        Map.entry("covered.gmv_age_units.3600000", 10L),
                        Map.entry("outOfAttribution.purchases", 1L),
                        Map.entry("samples.cvr.0", 2L),
                        Map.entry("samples.cvr.1", 1L),
                        Map.entry("samples.rfr.0", 1L),
                        Map.entry("samples.rfr.1", 1L),
                        Map.entry("trajectories.dConv-dRefund", 1L),
                        Map.entry("trajectories.nConv", 1L),
                        Map.entry(CountNames.OUTCOMES, 2L)));
    }

    private static List<Event> story(long bought, long returned) {
        List<Event> story = new ArrayList<>(List.of(click("c", NOON)));
        if (bought != NEVER) {
            story.add(purchase("p", "c", NOON + bought * MINUTE));
        }
        if (returned != NEVER) {
            story.add(refund("r", "p", "c", NOON + returned * MINUTE));
        }
        return story;
    }

    private static List<List<Event>> permutations(List<Event> events) {
        if (events.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Event>> all = new ArrayList<>();
        for (int first = 0; first < events.size(); first++) {
            List<Event> rest = new ArrayList<>(events);
            Event head = rest.remove(first);
            for (List<Event> tail : permutations(rest)) {
                List<Event> whole = new ArrayList<>(List.of(head));
                whole.addAll(tail);
                all.add(whole);
            }
        }
        return all;
    }
}
