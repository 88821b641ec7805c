package io.afterclick.trial;

import static io.afterclick.trial.Given.SPACE;
import static io.afterclick.trial.Given.click;
import static io.afterclick.trial.Given.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Click;
import io.afterclick.journey.Delivered.Sample;
import io.afterclick.journey.SampleTask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TestThenTrainTest {

    /** Four segments of 100 ms from 1000 on. */
    private static final Segments SEGMENTS = Segments.between(1000, 1400, 100);

    private static final BatchSizes SIZES = new BatchSizes(4, 2);

    private static final List<Sample> SAMPLES = List.of(
            sample("gap", SampleTask.CVR, 999, true),
            sample("b", SampleTask.CVR, 1000, true),
            sample("c", SampleTask.CVR, 1000, false),
            sample("a", SampleTask.CVR, 1000, true),
            sample("other", SampleTask.RFR, 1000, true),
            sample("d", SampleTask.CVR, 1099, false),
            sample("e", SampleTask.CVR, 1050, false),
            sample("f", SampleTask.CVR, 1100, false),
            sample("g", SampleTask.CVR, 1399, false),
            sample("late", SampleTask.CVR, 1400, false));

    private static final List<Click> CLICKS = List.of(
            click("first", 1050, 1),
            click("z", 1100, 2),
            click("y", 1100, 3),
            click("x", 1199, 4),
            click("w", 1300, 5),
            click("v", 1499, 6),
            click("after", 1500, 7));

    private static Recorder run(List<Sample> samples, List<Click> clicks) {
        Recorder learner = new Recorder();
        int waiting = new TestThenTrain(SEGMENTS, SIZES, SPACE).run(learner, samples, clicks, learner);
        assertThat(waiting).isZero();
        assertThat(learner.size()).isZero();
        return learner;
    }

    @Test
    void eachSegmentIsScoredBeforeItTrains() {
        Recorder learner = run(SAMPLES, CLICKS);

        assertThat(learner.calls)
                .containsExactly(
                        // Five samples are one too many for a batch; label 0 comes before 1, then the click's id.
                        "train 0.0 c/7 a/7 b/7",
                        "trained 0.0 3",
                        "train 0.1 e/7 d/7",
                        "trained 0.1 2",
                        "score 3 2 4",
                        "score 5",
                        // The lonely sample of segment 1 has waited for that of segment 3.
                        "train 3.0 f/7 g/7",
                        "trained 3.0 2",
                        "score 6");
        assertThat(learner.scored).containsExactly("1:y=5", "1:z=5", "1:x=5", "3:w=5", "4:v=7");
    }

    @Test
    void orderOfTheInputDoesNotMatter() {
        Recorder expected = run(SAMPLES, CLICKS);
        for (int seed = 0; seed < 20; seed++) {
            List<Sample> samples = new ArrayList<>(SAMPLES);
            List<Click> clicks = new ArrayList<>(CLICKS);
            Collections.shuffle(samples, new Random(seed));
            Collections.shuffle(clicks, new Random(seed + 100));
            Recorder learner = run(samples, clicks);
            assertThat(learner.calls).isEqualTo(expected.calls);
            assertThat(learner.scored).isEqualTo(expected.scored);
        }
    }

    @Test
    void tooFewAtTheEndNeverTrain() {
        Recorder learner = new Recorder();
        List<Sample> samples = List.of(sample("f", SampleTask.CVR, 1350, false));
        int waiting = new TestThenTrain(SEGMENTS, SIZES, SPACE).run(learner, samples, List.of(), learner);
        assertThat(waiting).isEqualTo(1);
        assertThat(learner.calls).isEmpty();
    }

    @Test
    void manyClicksAreScoredInTheirOrder() {
        List<Click> many = IntStream.range(0, 600)
                .mapToObj(i -> click(String.format("%04d", i), 1100, i))
                .toList();
        Recorder learner = run(List.of(), many);
        assertThat(learner.calls).hasSize(3);
        assertThat(learner.scored).hasSize(600).isSorted();
    }
}
