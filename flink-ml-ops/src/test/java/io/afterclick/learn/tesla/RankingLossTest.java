package io.afterclick.learn.tesla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclick.learn.Differences;
import io.afterclick.learn.Drawn;
import io.afterclick.learn.Precise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RankingLossTest {

    private static final int DRAWS = 4;
    private static final double COEFFICIENT = 0.1;
    private final RankingLoss ranking = new RankingLoss(DRAWS, COEFFICIENT);

    /** An even and an odd number of positives have different lower medians; delays may spread by less than an hour. */
    @ParameterizedTest(name = "{0} positives, delays up to {1} h")
    @CsvSource({"1, 50", "2, 50", "5, 50", "6, 50", "6, 0.1", "6, 0"})
    void lossIsTheFormulaAndTheGradientItsSlope(int positives, double longest) {
        Random random = new Random(positives);
        int negatives = 5;
        int batch = positives + negatives + 3;
        float[][] logits = new float[batch][1];
        double[][] wide = new Drawn(random).fill(logits);
        double[] o = new double[batch];
        Arrays.setAll(o, i -> wide[i][0]);
        Stage stage = new Stage();
        stage.clear(batch);
        for (int i = 0; i < positives + negatives; i++) {
            // Rows 0 to 2 belong to the other stage.
            stage.add(
                    batch - 1 - i, i % 2 == 0 ? i / 2 < positives : i / 2 >= negatives, longest * random.nextDouble());
        }
        FixedSampler sampler = new FixedSampler();
        float[][] gradients = new float[batch][1];
        double loss = ranking.add(stage, logits, gradients, sampler);

        assertThat(loss).isCloseTo(formula(stage, o, sampler.drawn), within(1e-12));
        List<Integer> expected = rows(stage, false);
        for (int j = 0; j < expected.size(); j++) {
            assertThat(sampler.weights[j]).isCloseTo(1 - Precise.sigmoid(o[expected.get(j)]), within(1e-12));
        }
        float[] flat = new float[batch];
        for (int i = 0; i < batch; i++) {
            flat[i] = gradients[i][0];
        }
        new Differences(() -> COEFFICIENT * formula(stage, o, sampler.drawn)).assertEach("logits", o, flat);
    }

    private static double formula(Stage stage, double[] o, int[] drawn) {
        List<Integer> positives = rows(stage, true);
        List<Integer> negatives = rows(stage, false);
        double[] hours = new double[positives.size()];
        int p = 0;
        for (int i = 0; i < stage.count(); i++) {
            if (stage.positive(i)) {
                hours[p++] = stage.delayHours(i);
            }
        }
        double[] sorted = hours.clone();
        Arrays.sort(sorted);
        double median = sorted[(sorted.length - 1) / 2];
        double mean = Arrays.stream(hours).average().orElseThrow();
        double squares = Arrays.stream(hours).map(h -> (h - mean) * (h - mean)).sum();
        double spread = hours.length == 1 ? 1 : Math.max(1, Math.sqrt(squares / (hours.length - 1)));
        double loss = 0;
        double weights = 0;
        for (int i = 0; i < hours.length; i++) {
            double rank = 0;
            for (int k = 0; k < DRAWS; k++) {
                rank += Precise.softplus(-(o[positives.get(i)] - o[negatives.get(drawn[i * DRAWS + k])])) / DRAWS;
            }
            double weight = 1 + Precise.sigmoid((median - hours[i]) / spread);
            loss += weight * rank;
            weights += weight;
        }
        return loss / weights;
    }

    private static List<Integer> rows(Stage stage, boolean positive) {
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < stage.count(); i++) {
            if (stage.positive(i) == positive) {
                rows.add(stage.rows()[i]);
            }
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void samplesOfOneLabelAloneHaveNoLossAndAskForNoDraws(boolean positive) {
        Stage stage = new Stage();
        stage.clear(3);
        for (int i = 0; i < 3; i++) {
            stage.add(i, positive, i);
        }
        float[][] gradients = new float[3][1];
        NegativeSampler none = (weights, negatives, into, draws) -> {
            throw new AssertionError("nothing to draw from");
        };
        assertThat(ranking.add(stage, new float[3][1], gradients, none)).isZero();
        stage.clear(3);
        assertThat(ranking.add(stage, new float[3][1], gradients, none)).isZero();
        assertThat(gradients).isDeepEqualTo(new float[3][1]);
    }

    /** Probabilities of exactly 0 and 1: negatives surely positive have no weight at all, and any is drawn. */
    @ParameterizedTest
    @CsvSource({"1e4, 1e4, 0.6931", "1e4, -1e4, 0", "-1e4, 1e4, 20000", "-1e4, -1e4, 0.6931"})
    void logitsFarOutStayFinite(float positive, float negative, double expected) {
        Stage stage = new Stage();
        stage.clear(4);
        stage.add(0, true, 1);
        stage.add(1, true, 2);
        stage.add(2, false, 0);
        stage.add(3, false, 0);
        float[][] logits = {{positive}, {positive}, {negative}, {negative}};
        float[][] gradients = new float[4][1];
        CounterSampler sampler = new CounterSampler(1);
        sampler.begin(0, 0);
        assertThat(ranking.add(stage, logits, gradients, sampler)).isCloseTo(expected, within(1e-4));
        for (float[] gradient : gradients) {
            assertThat(Math.abs(gradient[0])).isLessThanOrEqualTo((float) COEFFICIENT);
        }
    }

    @Test
    void earlierPositivesWeighMore() {
        Stage stage = new Stage();
        stage.clear(3);
        stage.add(0, true, 0);
        stage.add(1, true, 40);
        stage.add(2, false, 0);
        float[][] gradients = new float[3][1];
        ranking.add(stage, new float[3][1], gradients, new FixedSampler());
        // Equal logits, so gradients are as the weights: median 0, deviation 20·√2.
        double early = 1.5;
        double late = 1 + Precise.sigmoid(-40 / (20 * Math.sqrt(2)));
        assertThat((double) gradients[0][0] / gradients[1][0]).isCloseTo(early / late, within(1e-6));
    }

    /** Draws in turn, and remembers what it was asked for. */
    private static final class FixedSampler implements NegativeSampler {
        private int[] drawn = new int[0];
        private double[] weights = new double[0];

        @Override
        public void draw(double[] all, int negatives, int[] into, int draws) {
            for (int i = 0; i < draws; i++) {
                into[i] = i * 3 % negatives;
            }
            drawn = Arrays.copyOf(into, draws);
            weights = Arrays.copyOf(all, negatives);
        }
    }
}
