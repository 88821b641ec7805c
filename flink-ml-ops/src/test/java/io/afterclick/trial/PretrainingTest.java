package io.afterclick.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.journey.Trajectory;
import io.afterclick.learn.Pretrainer;
import io.afterclick.learn.SettledClick;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PretrainingTest {

    private static final class Seen implements Pretrainer {
        private final List<String> ids = new ArrayList<>();
        private boolean finished;

        @Override
        public void add(SettledClick click, long[] keys) {
            assertThat(finished).isFalse();
            ids.add(click.click().id() + "/" + keys[0]);
        }

        @Override
        public void finish() {
            finished = true;
        }

        @Override
        public long steps() {
            return 0;
        }
    }

    private static Settled settled(String id, long time, long knownAt) {
        return new Settled(new SettledClick(Given.click(id, time, 5), Trajectory.N_CONV, List.of()), knownAt);
    }

    private static List<String> order(long seed, List<Settled> settled) {
        Seen seen = new Seen();
        int trained = new Pretraining(100, 200, 300, seed).run(seen, Given.SPACE, settled);
        assertThat(seen.finished).isTrue();
        assertThat(seen.ids).hasSize(trained);
        return seen.ids;
    }

    @Test
    void takesClicksOfItsTimeWhoseLabelsWereKnown() {
        assertThat(order(
                        1,
                        List.of(
                                settled("before", 99, 150),
                                settled("first", 100, 299),
                                settled("last", 199, 250),
                                settled("behind", 200, 250),
                                settled("leak", 150, 300))))
                .containsExactlyInAnyOrder("first/5", "last/5");
    }

    @Test
    void orderIsShuffledBySeedAndIdAlone() {
        List<Settled> clicks = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            clicks.add(settled("c" + i, 100 + i, 200));
        }
        List<String> one = order(1, clicks);
        assertThat(order(2, clicks)).isNotEqualTo(one).containsExactlyInAnyOrderElementsOf(one);
        assertThat(one).isNotEqualTo(one.stream().sorted().toList());
        Collections.shuffle(clicks, new Random(1));
        assertThat(order(1, clicks)).isEqualTo(one);
        // Who else takes part does not move a click.
        assertThat(one).containsSubsequence(order(1, clicks.subList(0, 20)));
    }

    @Test
    void endsBeforeTheStreamBegins() {
        assertThatThrownBy(() -> new Pretraining(0, 10, 9, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
