package io.afterclick.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Predictions of about the same height share a bin, with what came of them. */
class ReliabilityBinsTest {

    @ParameterizedTest
    @CsvSource({
        "1, 0",
        "1.18, 0",
        "1.19, 1",
        "1.41, 1",
        "1.42, 2",
        "1.68, 2",
        "1.69, 3",
        "1.99, 3",
        "2, 4",
        "0.5, -4",
        "0.99, -1",
        "1e-6, -80",
        "1e-300, -80",
        "0, -80",
        "-3, -80",
        "1e9, 119",
        "1e300, 124"
    })
    void fourBinsMakeADoubling(double prediction, int bin) {
        assertThat(ReliabilityBins.binOf(prediction)).isEqualTo(bin);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberIsInNoBin(double prediction) {
        ReliabilityBins bins = new ReliabilityBins();
        bins.add(prediction, 1);
        assertThat(bins.bins()).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void binsOfConversionsAreARecountAndDoNotDependOnTheOrder(long seed) {
        Random random = new Random(seed);
        ConversionScores scores = new ConversionScores();
        ConversionScores first = new ConversionScores();
        ConversionScores second = new ConversionScores();
        long[] rows = new long[400];
        double[] predictions = new double[400];
        long[] positives = new long[400];
        for (int row = 0; row < 2_000; row++) {
            double prediction = Math.pow(random.nextDouble(), 6);
            boolean converted = random.nextDouble() < prediction;
            int bin = 200 + (int) Math.max(-80, Math.floor(4 * Math.log(prediction) / Math.log(2)));
            rows[bin]++;
            predictions[bin] += prediction;
            positives[bin] += converted ? 1 : 0;
            scores.add(prediction, converted);
            (random.nextBoolean() ? first : second).add(prediction, converted);
        }
        List<ReliabilityBin> bins = scores.reliability();
        assertThat(bins).isSortedAccordingTo((a, b) -> Integer.compare(a.bin(), b.bin()));
        assertThat(bins).allSatisfy(bin -> {
            assertThat(bin.rows()).isEqualTo(rows[200 + bin.bin()]).isPositive();
            assertThat(bin.labels()).isEqualTo(positives[200 + bin.bin()]);
            assertThat(bin.predictions()).isCloseTo(predictions[200 + bin.bin()], within(1e-9));
        });
        assertThat(bins.stream().mapToLong(ReliabilityBin::rows).sum()).isEqualTo(2_000);
        second.merge(first);
        assertThat(second.reliability()).isEqualTo(bins);
    }

    @Test
    void binsOfValuesSumAmounts() {
        GmvScores scores = new GmvScores();
        scores.add(12, 30);
        scores.add(4, 4.5);
        scores.add(4.5, 0);
        scores.add(Double.NaN, 7);
        assertThat(scores.reliability())
                .containsExactly(new ReliabilityBin(8, 2, 8.5, 4.5), new ReliabilityBin(14, 1, 12, 30));
    }

    @Test
    void segmentsAddUp() {
        ReliabilityBins bins = new ReliabilityBins();
        bins.add(new ReliabilityBin(3, 2, .5, 1));
        bins.add(new ReliabilityBin(-3, 1, .25, 0));
        bins.add(new ReliabilityBin(3, 5, 1.5, 2));
        assertThat(bins.bins()).containsExactly(new ReliabilityBin(-3, 1, .25, 0), new ReliabilityBin(3, 7, 2, 3));
    }
}
