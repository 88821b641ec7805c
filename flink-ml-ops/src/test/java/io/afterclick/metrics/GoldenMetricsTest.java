package io.afterclick.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the authors' evaluation code returns. It ranks in double precision and sums in single, so there are two tolerances;
 * the last test holds the worst error of each metric over all cases.
 */
class GoldenMetricsTest {

    private static final double RANKED = 1e-15;
    private static final double SINGLE_PRECISION = 2e-7;
    private static final double RI_ROUNDING = 2e-15;

    static List<GoldenCase> conversions() {
        return GoldenCase.conversions();
    }

    static List<GoldenCase> gmv() {
        return GoldenCase.gmv();
    }

    static List<GoldenCase> improvements() {
        return GoldenCase.improvements();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversions")
    void conversionMetricsAreThePublishedOnes(GoldenCase golden) {
        ConversionMetrics metrics = golden.conversionScores().metrics(Convention.PUBLISHED);
        assertSame(metrics.auc(), golden.number("auc"), RANKED);
        assertSame(metrics.prAuc(), golden.number("prauc"), RANKED);
        assertSame(metrics.nll(), golden.number("nll"), SINGLE_PRECISION);
        assertSame(metrics.pcoc(), golden.number("pcoc"), SINGLE_PRECISION);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversions")
    void plainMetricsDifferOnlyWhereTheConventionSaysSo(GoldenCase golden) {
        ConversionScores scores = golden.conversionScores();
        ConversionMetrics plain = scores.metrics();
        ConversionMetrics published = scores.metrics(Convention.PUBLISHED);
        if (plain.notANumber() > 0) {
            Metric missing = Metric.missing(MissingReason.NOT_A_NUMBER);
            assertThat(List.of(plain.auc(), plain.prAuc(), plain.nll(), plain.pcoc()))
                    .containsOnly(missing);
            return;
        }
        assertThat(plain.auc()).isEqualTo(published.auc());
        assertThat(plain.prAuc()).isEqualTo(published.prAuc());
        assertThat(plain.nll()).isEqualTo(published.nll());
        if (plain.positives() == 0) {
            assertThat(plain.pcoc()).isEqualTo(Metric.missing(MissingReason.ZERO_LABELS));
        } else {
            double rate = (double) plain.positives() / plain.rows();
            assertThat(value(plain.pcoc()) * rate / (rate + 1e-6)).isCloseTo(value(published.pcoc()), within(1e-14));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gmv")
    void gmvMetricsAreThePublishedOnes(GoldenCase golden) {
        GmvMetrics metrics = golden.gmvScores().metrics();
        assertSame(metrics.auc(), golden.number("auc"), RANKED);
        assertSame(metrics.acc(), golden.number("acc"), 0);
        assertSame(metrics.alpr(), golden.number("alpr"), SINGLE_PRECISION);
        assertSame(metrics.pcoc(), golden.number("pcoc"), SINGLE_PRECISION);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("improvements")
    void relativeImprovementIsThePublishedOne(GoldenCase golden) {
        assertSame(improvement(golden, Convention.PUBLISHED), golden.number("ri_percent"), RI_ROUNDING);
        assertSame(improvement(golden, Convention.PLAIN), golden.number("ri_percent") / 100, RI_ROUNDING);
    }

    @Test
    void gaucIsThePublishedOneWithTiesAndUsersOfOneClass() {
        JsonNode golden = GoldenCase.users();
        UserScores scores = users(golden, user -> true);
        UserMetrics metrics = scores.metrics();

        assertSame(metrics.gauc(), golden.path("gauc").asDouble(), RANKED);
        assertSame(scores.conversions().metrics().auc(), golden.path("auc").asDouble(), RANKED);
        assertThat(metrics.users()).isEqualTo(golden.path("valid_users").asLong());
        assertThat(metrics.usersLeftOut()).isEqualTo(2);
        assertThat(metrics.rows()).isEqualTo(60);
    }

    @Test
    void eachUserHasThePublishedAuc() {
        JsonNode golden = GoldenCase.users();
        golden.path("per_user").fields().forEachRemaining(entry -> {
            long wanted = Long.parseLong(entry.getKey());
            UserMetrics metrics = users(golden, user -> user == wanted).metrics();
            assertThat(metrics.rows()).isEqualTo(entry.getValue().path("n").asLong());
            JsonNode auc = entry.getValue().path("auc");
            assertSame(metrics.gauc(), auc.isNull() ? Double.NaN : auc.asDouble(), RANKED);
        });
    }

    /** Relative. What ranks is right to the last digit or two, what sums to the last digit of single precision. */
    @Test
    void worstErrorsOverAllCases() {
        assertThat(worst(conversions(), "auc", golden -> published(golden).auc()))
                .isLessThan(1.3e-16);
        assertThat(worst(conversions(), "prauc", golden -> published(golden).prAuc()))
                .isLessThan(1.5e-16);
        assertThat(worst(conversions(), "nll", golden -> published(golden).nll()))
                .isLessThan(1.8e-7);
        assertThat(worst(conversions(), "pcoc", golden -> published(golden).pcoc()))
                .isLessThan(2.5e-8);
        assertThat(worst(gmv(), "auc", golden -> gmvMetrics(golden).auc())).isZero();
        assertThat(worst(gmv(), "acc", golden -> gmvMetrics(golden).acc())).isZero();
        assertThat(worst(gmv(), "alpr", golden -> gmvMetrics(golden).alpr())).isLessThan(1.1e-7);
        assertThat(worst(gmv(), "pcoc", golden -> gmvMetrics(golden).pcoc())).isLessThan(4.5e-8);
        assertThat(worst(improvements(), "ri_percent", golden -> improvement(golden, Convention.PUBLISHED)))
                .isLessThan(1.5e-15);
    }

    private static ConversionMetrics published(GoldenCase golden) {
        return golden.conversionScores().metrics(Convention.PUBLISHED);
    }

    private static GmvMetrics gmvMetrics(GoldenCase golden) {
        return golden.gmvScores().metrics();
    }

    private static double worst(Collection<GoldenCase> cases, String name, Function<GoldenCase, Metric> metric) {
        return cases.stream()
                .filter(golden -> Double.isFinite(golden.number(name)))
                .mapToDouble(golden -> error(value(metric.apply(golden)), golden.number(name)))
                .max()
                .orElseThrow();
    }

    private static double error(double found, double expected) {
        return found == expected ? 0 : Math.abs(found - expected) / Math.max(Math.abs(expected), Double.MIN_NORMAL);
    }

    private static Metric improvement(GoldenCase golden, Convention convention) {
        return RelativeImprovement.of(
                Metric.of(golden.number("model")),
                Metric.of(golden.number("pre")),
                Metric.of(golden.number("oracle")),
                convention);
    }

    private static UserScores users(JsonNode golden, Function<Integer, Boolean> wanted) {
        UserScores scores = new UserScores();
        IntStream.range(0, golden.path("users").size())
                .filter(row -> wanted.apply(golden.path("users").path(row).asInt()))
                .forEach(row -> scores.add(
                        golden.path("users").path(row).asLong(),
                        golden.path("scores").path(row).asDouble(),
                        golden.path("labels").path(row).asInt() == 1));
        return scores;
    }

    /** A number within a relative tolerance, or none where golden has NaN, infinity or an exception. */
    private static void assertSame(Metric found, double expected, double tolerance) {
        if (Double.isFinite(expected)) {
            assertThat(value(found)).isCloseTo(expected, within(tolerance * Math.abs(expected)));
        } else {
            assertThat(found).isInstanceOf(Metric.Missing.class);
        }
    }

    private static double value(Metric metric) {
        if (metric instanceof Metric.Value defined) {
            return defined.value();
        }
        throw new AssertionError("expected a value, found " + metric);
    }
}
