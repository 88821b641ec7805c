package io.afterclick.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.journey.Delivered.Sample;
import io.afterclick.journey.SampleTask;
import io.afterclick.learn.DurableLearner;
import io.afterclick.learn.OnlineLearner;
import io.afterclick.learn.Quantity;
import io.afterclick.learn.Scores;
import io.afterclick.learn.StepResult;
import io.afterclick.learn.embedding.RowInitialiser;
import io.afterclick.learn.optimise.RowMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LearnerDigestTest {

    /** Its rows and its network are all that is digested. */
    private static DurableLearner learner(Toy toy) {
        return new DurableLearner(
                Asked.NEVER,
                toy,
                new TreeMap<>(Map.of("network", toy.optimiser)),
                toy.rowOptimiser,
                toy.part().table().format());
    }

    private static LearnerDigest digest(Toy toy) {
        LearnerDigest digest = new LearnerDigest(learner(toy));
        toy.rows.forEach(digest::add);
        return digest;
    }

    @ParameterizedTest
    @EnumSource(RowMode.class)
    void aTableOfItsOwnDigestsAsItsModelDoes(RowMode mode) {
        Toy toy = new Toy(mode).trained();
        LearnerDigest digest = digest(toy);
        assertThat(digest.rows()).isEqualTo(toy.rows.size());
        assertThat(digest.parameters()).isEqualTo(ModelDigest.parameters(toy.model()));
        assertThat(digest.optimiser()).isEqualTo(ModelDigest.optimiser(toy.model()));
    }

    @ParameterizedTest
    @EnumSource(RowMode.class)
    void digestingChangesNothing(RowMode mode) {
        Toy toy = new Toy(mode).trained();
        String before = toy.state();
        String parameters = digest(toy).parameters();
        assertThat(toy.state()).isEqualTo(before);
        assertThat(digest(toy).parameters()).isEqualTo(parameters);
    }

    @Test
    void rowsThatWereOnlyInheritedDoNotCount() {
        Toy base = new Toy(RowMode.LAZY).trained();
        Toy toy = new Toy(RowMode.LAZY, base.rows);
        assertThat(digest(toy).rows()).isZero();
        toy.step(9, 1e-2, 5);
        assertThat(digest(toy).rows()).isEqualTo(2);
        assertThat(ModelDigest.parameters(toy.model())).isNotEqualTo(digest(toy).parameters());
    }

    @Test
    void whereRowsBeganIsSeenInThoseThatWereMoved() {
        Toy toy = new Toy(RowMode.LAZY);
        Toy other = new Toy(RowMode.LAZY, new RowInitialiser(4, 1));
        toy.step(9, 1e-2, 5);
        other.step(9, 1e-2, 5);
        assertThat(digest(other).parameters()).isNotEqualTo(digest(toy).parameters());
        assertThat(digest(other).optimiser()).isEqualTo(digest(toy).optimiser());
    }

    /** Nothing is asked of the learner itself. */
    private enum Asked implements OnlineLearner {
        NEVER;

        private static IllegalStateException refused() {
            return new IllegalStateException("expected a digest to ask the learner nothing");
        }

        @Override
        public boolean trainsOn(SampleTask task) {
            throw refused();
        }

        @Override
        public void add(Sample sample, long[] keys) {
            throw refused();
        }

        @Override
        public int size() {
            throw refused();
        }

        @Override
        public StepResult train(long segment, long batch) {
            throw refused();
        }

        @Override
        public List<String> lossTerms() {
            throw refused();
        }

        @Override
        public Set<Quantity> quantities() {
            throw refused();
        }

        @Override
        public void score(long[][] keys, int n, Scores into) {
            throw refused();
        }
    }
}
