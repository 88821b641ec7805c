package io.afterclick.metrics;

import static io.afterclick.metrics.MissingReason.EQUAL_LABELS;
import static io.afterclick.metrics.MissingReason.INFINITE;
import static io.afterclick.metrics.MissingReason.NOT_A_NUMBER;
import static io.afterclick.metrics.MissingReason.NO_DIFFERENCE;
import static io.afterclick.metrics.MissingReason.NO_ROWS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelativeImprovementTest {

    private static final Metric HALF = Metric.of(0.5);

    @ParameterizedTest(name = "model {0}, pretrained {1}, oracle {2}")
    @CsvSource({
        "0.5,0.5,0.75,0",
        "0.75,0.5,0.75,1",
        "0.625,0.5,0.75,0.5",
        "0.25,0.5,0.75,-1",
        "1,0.5,0.75,2",
        "0.5,0.5,0.25,0"
    })
    void isTheShareOfTheWayToTheOracle(double model, double pretrained, double oracle, double share) {
        assertThat(RelativeImprovement.of(Metric.of(model), Metric.of(pretrained), Metric.of(oracle)))
                .isEqualTo(Metric.of(share));
    }

    @Test
    void publishedOneIsInPercent() {
        Metric percent = RelativeImprovement.of(Metric.of(0.625), HALF, Metric.of(0.75), Convention.PUBLISHED);
        assertThat(percent).isEqualTo(Metric.of(50));
    }

    @Test
    void hasNoValueWithoutADifference() {
        assertThat(RelativeImprovement.of(Metric.of(0.6), HALF, HALF)).isEqualTo(Metric.missing(NO_DIFFERENCE));
        assertThat(RelativeImprovement.of(HALF, HALF, HALF)).isEqualTo(Metric.missing(NO_DIFFERENCE));
        assertThat(RelativeImprovement.of(HALF, Metric.of(-0.0), Metric.of(0.0)))
                .isEqualTo(Metric.missing(NO_DIFFERENCE));
    }

    @Test
    void hasNoValueWhereOneOfThemHasNone() {
        Metric model = Metric.missing(EQUAL_LABELS);
        Metric pretrained = Metric.missing(NOT_A_NUMBER);
        Metric oracle = Metric.missing(NO_ROWS);
        assertThat(RelativeImprovement.of(model, HALF, HALF)).isEqualTo(model);
        assertThat(RelativeImprovement.of(model, pretrained, HALF)).isEqualTo(pretrained);
        assertThat(RelativeImprovement.of(model, pretrained, oracle)).isEqualTo(oracle);
    }

    @Test
    void growsBeyondAllBoundsWhereTheyHardlyDiffer() {
        Metric hardly = Metric.of(Double.MIN_VALUE);
        assertThat(RelativeImprovement.of(HALF, Metric.of(0), hardly)).isEqualTo(Metric.missing(INFINITE));
    }
}
