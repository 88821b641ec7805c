package io.afterclick.job.journey;

import static io.afterclick.job.journey.Events.MINUTE;
import static io.afterclick.job.journey.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Event;
import io.afterclick.event.EventKind;
import io.afterclick.event.RefusalReason;
import io.afterclick.event.Refused;
import io.afterclick.job.count.CountNames;
import io.afterclick.job.count.Counts;
import io.afterclick.job.journey.JourneyHarness.Backend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which records keep their bytes is a function of the records alone. */
final class LetterBoundTest {

    private final Counts counts = new Counts();
    private final Map<String, Integer> given = new TreeMap<>();

    private LetterBound bound(long mostBytes) {
        return new LetterBound(
                mostBytes,
                counts,
                letter -> given.put(String.valueOf(letter.id()), letter.raw().bytes().length));
    }

    private static Refused purchase(String id, long minute) {
        return Refused.of(
                Events.arrival(Events.purchase(id, "c", NOON + minute * MINUTE)), RefusalReason.DUPLICATE, "again");
    }

    private static int length(String id) {
        return ("PURCHASE " + id).length();
    }

    @Test
    void firstRecordsInTheOrderOfTheirTimesKeepTheirBytes() {
        LetterBound bound = bound(length("a") + length("b"));
        for (Refused letter : List.of(purchase("b", 2), purchase("d", 4), purchase("a", 1), purchase("c", 3))) {
            bound.add(letter);
        }
        bound.release();
        assertThat(given).isEqualTo(Map.of("a", length("a"), "b", length("b"), "c", 0, "d", 0));
        assertThat(bound.withoutBytes()).isEqualTo(2);
    }

    @Test
    void smallRecordBehindOneThatDidNotFitIsNotKeptEither() {
        LetterBound bound = bound(length("a") + length("b"));
        bound.add(purchase("a", 1));
        bound.add(purchase("longer", 2));
        bound.release();
        bound.add(purchase("b", 3));
        bound.release();
        assertThat(given).isEqualTo(Map.of("a", length("a"), "longer", 0, "b", 0));
        assertThat(counts.tally().counts())
                .containsEntry(CountNames.letterBytes(EventKind.PURCHASE), (long) length("a") + length("b"));
    }

    @Test
    void largerBoundAfterARestartKeepsBytesAgain() {
        LetterBound small = bound(length("a"));
        small.add(purchase("a", 1));
        small.add(purchase("b", 2));
        small.release();
        LetterBound large = bound(length("a") + length("c"));
        large.add(purchase("c", 3));
        large.release();
        LetterBound smaller = bound(1);
        smaller.add(purchase("d", 4));
        smaller.release();
        assertThat(given).isEqualTo(Map.of("a", length("a"), "b", 0, "c", length("c"), "d", 0));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neitherOrderWithinAStepNorTheStepsMatter(long seed) {
        Random random = new Random(seed);
        List<Refused> letters = new ArrayList<>();
        long all = 0;
        for (int i = 0; i < 200; i++) {
            String id = "p" + "x".repeat(random.nextInt(30)) + i;
            letters.add(purchase(id, random.nextInt(60)));
            all += length(id);
        }
        long most = random.nextLong(all);
        Map<String, Integer> expected = new TreeMap<>();
        Comparator<Refused> order = Comparator.comparing(Refused::time)
                .thenComparing(letter -> letter.raw().origin())
                .thenComparing(Refused::id);
        long sum = 0;
        for (Refused letter : letters.stream().sorted(order).toList()) {
            int length = letter.raw().bytes().length;
            sum += length;
            expected.put(String.valueOf(letter.id()), sum <= most ? length : 0);
        }
        assertThat(expected).containsValue(0);

        Collections.shuffle(letters, random);
        LetterBound bound = bound(most);
        long reached = 0;
        for (int minute = 0; minute < 60; minute += 1 + random.nextInt(20)) {
            long until = NOON + minute * MINUTE;
            long from = reached;
            letters.stream()
                    .filter(letter -> letter.time() != null && letter.time() >= from && letter.time() < until)
                    .forEach(bound::add);
            bound.release();
            reached = until;
        }
        long from = reached;
        letters.stream()
                .filter(letter -> letter.time() != null && letter.time() >= from)
                .forEach(bound::add);
        bound.release();
        assertThat(given).isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {31, 32, 33})
    void restartedJourneysRefuseTheSameBytes(long seed) throws Exception {
        JourneySettings settings = TestSettings.keeping(TestSettings.tesla(), 400);
        Random random = new Random(seed);
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        JourneyHarness restarted = JourneyHarness.start(settings, Backend.HEAP);
        try (JourneyHarness whole = JourneyHarness.start(settings, Backend.HEAP)) {
            for (RandomStream.Step step : RandomStream.of(seed, 60)) {
                for (Event event : step.events()) {
                    whole.arrive(event);
                    restarted.arrive(event);
                }
                whole.watermark(step.watermark());
                expected.addAll(whole.output());
                // Event time comes on in other steps.
                restarted.watermark(step.watermark() - random.nextLong(MINUTE));
                if (random.nextInt(5) == 0) {
                    found.addAll(restarted.output());
                    OperatorSubtaskState state = restarted.snapshot();
                    restarted.close();
                    restarted = JourneyHarness.restore(settings, Backend.HEAP, state);
                }
                restarted.watermark(step.watermark());
                found.addAll(restarted.output());
            }
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
            Map<String, Long> counted = whole.counted().counts();
            assertThat(counted).containsKeys("lettersWithoutBytes.purchases", "letterBytes.purchases");
            assertThat(restarted.counted().counts()).isEqualTo(counted);
        } finally {
            restarted.close();
        }
    }
}
