package io.afterclick.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Metrics against their definition, pair by pair, on random rows with few to many ties. */
class PairwiseTruthTest {

    private static final int[] LEVELS = {1, 2, 3, 10, 1_000};
    private static final int[] SIZES = {1, 2, 3, 17, 150};
    private static final double ROUNDING = 1e-13;

    static Stream<Arguments> rows() {
        return IntStream.rangeClosed(1, 100).mapToObj(seed -> {
            int rows = SIZES[seed % SIZES.length];
            int levels = LEVELS[seed / SIZES.length % LEVELS.length];
            return Arguments.of(seed, rows, levels, Row.tied(seed, rows, levels));
        });
    }

    @ParameterizedTest(name = "seed {0}, {1} rows of {2} levels")
    @MethodSource("rows")
    void conversionMetrics(int seed, int size, int levels, List<Row> rows) {
        ConversionMetrics metrics = Family.CONVERSIONS.of(rows).metrics();
        boolean bothClasses = rows.stream().map(Row::converted).distinct().count() == 2;

        assertSame(metrics.auc(), bothClasses, rows, Truth::auc);
        assertSame(metrics.prAuc(), bothClasses, rows, Truth::averagePrecision);
        assertSame(metrics.nll(), true, rows, Truth::logLikelihood);
        assertSame(
                metrics.pcoc(),
                metrics.positives() > 0,
                rows,
                drawn -> drawn.stream().mapToDouble(Row::prediction).sum() / metrics.positives());
        assertThat(metrics.positives())
                .isEqualTo(rows.stream().filter(Row::converted).count());
        assertThat(metrics.rows()).isEqualTo(size);
        assertThat(metrics.notANumber()).isZero();
    }

    @ParameterizedTest(name = "seed {0}, {1} rows of {2} levels")
    @MethodSource("rows")
    void gmvMetrics(int seed, int size, int levels, List<Row> drawn) {
        List<Row> rows = drawn.stream()
                .map(row -> new Row(row.user(), row.prediction() * levels, row.label() + 1))
                .toList();
        GmvMetrics metrics = Family.GMV.of(rows).metrics();

        assertSame(metrics.auc(), rows.stream().map(Row::label).distinct().count() > 1, rows, Truth::gmvAuc);
        assertSame(metrics.acc(), true, rows, Truth::accuracy);
        assertSame(metrics.alpr(), true, rows, Truth::alpr);
        double labels = rows.stream().mapToDouble(Row::label).sum();
        assertSame(
                metrics.pcoc(),
                true,
                rows,
                all -> all.stream().mapToDouble(Row::prediction).sum() / labels);
    }

    @ParameterizedTest(name = "seed {0}, {1} rows of {2} levels")
    @MethodSource("rows")
    void userMetrics(int seed, int size, int levels, List<Row> rows) {
        UserMetrics metrics = Family.USERS.of(rows).metrics();

        assertSame(metrics.gauc(), metrics.users() > 0, rows, Truth::gauc);
        assertThat(metrics.users() + metrics.usersLeftOut())
                .isEqualTo(rows.stream().mapToLong(Row::user).distinct().count());
    }

    private static void assertSame(Metric metric, boolean defined, List<Row> rows, ToDoubleFunction<List<Row>> truth) {
        assertThat(metric instanceof Metric.Value).isEqualTo(defined);
        if (metric instanceof Metric.Value found) {
            assertThat(found.value()).isCloseTo(truth.applyAsDouble(rows), within(ROUNDING));
        }
    }
}
