package io.afterclick.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Click;
import io.afterclick.event.Event;
import io.afterclick.event.Purchase;
import io.afterclick.event.Refund;
import io.afterclick.journey.Delivered.GmvOutcome;
import io.afterclick.journey.LivedStream.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A change of a random stream changes what is delivered as stated, and nothing else; for all deliveries at once. */
final class MetamorphicTest {

    private static final int CLICKS = 40;

    /** BDL delivers at the end of days in UTC; every other delivery knows no instant but those of the events. */
    private static final String ALL_BUT_DAILY = LivedStream.ALL.replace("+bdl", "");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 25);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyAllowedOrderOfArrivalTellsTheSame(long seed) {
        Random random = new Random(seed);
        List<Event> events = LivedStream.random(random, CLICKS);
        Map<String, Told> expected = LivedStream.live(LivedStream.ALL, events);
        for (int order = 0; order < 3; order++) {
            List<Event> disordered = LivedStream.disordered(events, random);
            assertThat(disordered).isNotEqualTo(events);
            assertThat(LivedStream.live(LivedStream.ALL, disordered)).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void streamMovedByWholeDaysTellsTheSameThatMuchLater(long seed) {
        Random random = new Random(seed);
        long millis = (random.nextInt(400) - 200) * Moments.DAY;
        assertMoved(LivedStream.ALL, LivedStream.random(random, CLICKS), millis);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void streamMovedByAnyTimeTellsTheSameThatMuchLater(long seed) {
        Random random = new Random(seed);
        assertMoved(ALL_BUT_DAILY, LivedStream.random(random, CLICKS), random.nextLong(Moments.DAY));
    }

    private static void assertMoved(String deliveries, List<Event> events, long millis) {
        List<Event> later =
                events.stream().map(event -> Moved.by(event, millis)).toList();
        Map<String, Told> expected = new TreeMap<>(LivedStream.live(deliveries, events));
        expected.replaceAll((id, told) -> Moved.by(told, millis));
        assertThat(LivedStream.live(deliveries, later)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void clicksThatSwapTheirPlacesInTimeWithAllThatFollowsThemKnowNothingOfEachOther(long seed) {
        Random random = new Random(seed);
        List<Event> events = LivedStream.random(random, CLICKS);
        Click one = click(events, "c" + random.nextInt(CLICKS / 2));
        Click other = click(events, "c" + (CLICKS / 2 + random.nextInt(CLICKS / 2)));
        long distance = other.time() - one.time();
        Map<String, Long> moves = Map.of(one.id(), distance, other.id(), -distance);
        List<Event> swapped = LivedStream.sorted(events.stream()
                .map(event -> Moved.by(event, moves.getOrDefault(event.clickId(), 0L)))
                .toList());
        Map<String, Told> expected = new TreeMap<>(LivedStream.live(ALL_BUT_DAILY, events));
        expected.replaceAll((id, told) -> Moved.by(told, moves.getOrDefault(id, 0L)));
        assertThat(LivedStream.live(ALL_BUT_DAILY, swapped)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void clicksThatSwapWhatTheyCarryKeepTheirLabels(long seed) {
        Random random = new Random(seed);
        List<Event> events = LivedStream.random(random, CLICKS);
        Click one = click(events, "c" + random.nextInt(CLICKS / 2));
        Click other = click(events, "c" + (CLICKS / 2 + random.nextInt(CLICKS / 2)));
        UnaryOperator<Click> swap = click -> click.id().equals(one.id())
                ? carrying(click, other)
                : click.id().equals(other.id()) ? carrying(click, one) : click;
        List<Event> swapped = events.stream()
                .map(event -> event instanceof Click click ? swap.apply(click) : event)
                .toList();
        Map<String, Told> expected = new TreeMap<>(LivedStream.live(LivedStream.ALL, events));
        expected.replaceAll((id, told) -> Moved.with(told, swap));
        assertThat(LivedStream.live(LivedStream.ALL, swapped)).isEqualTo(expected);
    }

    private static Click carrying(Click click, Click like) {
        return new Click(click.id(), like.userId(), like.itemId(), click.time(), like.scene(), like.features());
    }

    /** A copy of what matched nothing matches nothing either. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void duplicatesChangeNothingAndAreDeadLetters(long seed) {
        Random random = new Random(seed);
        List<Event> events = LivedStream.random(random, CLICKS);
        List<Event> twice = new ArrayList<>();
        Map<String, Integer> copies = new TreeMap<>();
        for (Event event : events) {
            twice.add(event);
            while (random.nextInt(3) == 0) {
                twice.add(event);
                copies.merge(event.clickId(), 1, Integer::sum);
            }
        }
        assertThat(copies).isNotEmpty();
        Map<String, Told> expected = LivedStream.live(LivedStream.ALL, events);
        Map<String, Told> found = LivedStream.live(LivedStream.ALL, LivedStream.disordered(twice, random));
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        found.forEach((id, told) -> {
            Told before = told(expected, id);
            assertThat(told.delivered()).isEqualTo(before.delivered());
            List<String> more = new ArrayList<>(told.fates());
            before.fates().forEach(more::remove);
            assertThat(more)
                    .hasSize(copies.getOrDefault(id, 0))
                    .allMatch(fate -> fate.startsWith("DUPLICATE ")
                            || (fate.startsWith("UNMATCHED ") && before.fates().contains(fate)));
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void refundSplitInTwoAtOnceChangesNothing(long seed) {
        Random random = new Random(seed);
        List<Event> events = LivedStream.random(random, CLICKS);
        List<Event> split = new ArrayList<>();
        Map<String, Integer> more = new TreeMap<>();
        for (Event event : events) {
            if (event instanceof Refund refund && random.nextBoolean()) {
                long part = random.nextLong(refund.amountMicros() + 1);
                split.add(part(refund, "-a", refund.time(), part));
                split.add(part(refund, "-b", refund.time(), refund.amountMicros() - part));
                more.merge(refund.clickId(), 1, Integer::sum);
            } else {
                split.add(event);
            }
        }
        assertThat(more).isNotEmpty();
        Map<String, Told> expected = LivedStream.live(LivedStream.ALL, events);
        Map<String, Told> found = LivedStream.live(LivedStream.ALL, split);
        found.forEach((id, told) -> {
            assertThat(told.delivered()).isEqualTo(told(expected, id).delivered());
            assertThat(told.fates()).hasSize(told(expected, id).fates().size() + more.getOrDefault(id, 0));
        });
    }

    /** The first part makes the conversion a lost one; the second counts for net value if it comes in time. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void refundWhoseSecondPartComesLaterChangesNetValueAlone(long seed) {
        Random random = new Random(seed);
        List<Event> events = LivedStream.random(random, CLICKS);
        Map<String, Purchase> purchases = new TreeMap<>();
        List<Event> split = new ArrayList<>();
        Map<String, Long> notRefunded = new TreeMap<>();
        for (Event event : events) {
            if (event instanceof Purchase purchase) {
                purchases.put(purchase.id(), purchase);
            }
            Purchase refunded = event instanceof Refund refund ? purchases.get(refund.purchaseId()) : null;
            if (event instanceof Refund refund && refunded != null && random.nextBoolean()) {
                long end = refunded.time() + Windows.REFUND_ATTRIBUTION;
                boolean wasInTime = refund.time() < end;
                long later = wasInTime && random.nextBoolean()
                        ? refund.time() + random.nextLong(end - refund.time())
                        : Math.max(end, refund.time()) + random.nextLong(Moments.DAY);
                long part = random.nextLong(refund.amountMicros() + 1);
                split.add(part(refund, "-a", refund.time(), refund.amountMicros() - part));
                split.add(part(refund, "-b", later, part));
                boolean counted = wasInTime && isOfGmv(events, refunded);
                notRefunded.merge(refund.clickId(), counted && later >= end ? part : 0, Long::sum);
            } else {
                split.add(event);
            }
        }
        assertThat(notRefunded.values()).anyMatch(micros -> micros > 0);
        Map<String, Told> expected = LivedStream.live(LivedStream.ALL, events);
        LivedStream.live(LivedStream.ALL, LivedStream.sorted(split)).forEach((id, told) -> {
            long micros = notRefunded.getOrDefault(id, 0L);
            List<Delivered> delivered = told(expected, id).delivered().stream()
                    .map(thing -> thing instanceof GmvOutcome outcome ? keeping(outcome, micros) : thing)
                    .toList();
            assertThat(told.delivered()).isEqualTo(delivered);
        });
    }

    private static boolean isOfGmv(List<Event> events, Purchase purchase) {
        return purchase.time() - click(events, purchase.clickId()).time() < Windows.GMV_ATTRIBUTION;
    }

    private static GmvOutcome keeping(GmvOutcome outcome, long micros) {
        return new GmvOutcome(
                outcome.click(),
                outcome.decidedAt(),
                outcome.count(),
                outcome.grossMicros(),
                outcome.netMicros() + micros);
    }

    private static Refund part(Refund refund, String suffix, long time, long micros) {
        return new Refund(refund.id() + suffix, refund.purchaseId(), refund.clickId(), time, micros);
    }

    private static Click click(List<Event> events, String id) {
        return events.stream()
                .filter(event -> event.id().equals(id) && event instanceof Click)
                .map(Click.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Told told(Map<String, Told> all, String id) {
        return Objects.requireNonNull(all.get(id), id);
    }
}
