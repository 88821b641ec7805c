package io.afterclick.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void numberIsAValue() {
        assertThat(Metric.of(0.5)).isEqualTo(new Metric.Value(0.5));
        assertThat(Metric.of(0.5).orNull()).isEqualTo(0.5);
    }

    @Test
    void zeroHasNoSign() {
        assertThat(Metric.of(-0.0)).isEqualTo(new Metric.Value(0.0));
        assertThat(new Metric.Value(-0.0)).isEqualTo(new Metric.Value(0.0));
    }

    @Test
    void whatIsNotFiniteIsMissing() {
        assertThat(Metric.of(Double.NaN)).isEqualTo(Metric.missing(MissingReason.NOT_A_NUMBER));
        assertThat(Metric.of(Double.POSITIVE_INFINITY)).isEqualTo(Metric.missing(MissingReason.INFINITE));
        assertThat(Metric.of(Double.NEGATIVE_INFINITY)).isEqualTo(Metric.missing(MissingReason.INFINITE));
        assertThat(Metric.missing(MissingReason.NO_ROWS).orNull()).isNull();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void valueIsFinite(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Metric.Value(value))
                .withMessage("Value of a metric: expected a finite number, found " + value);
    }

    @Test
    void jsonHasANumberOrNull() throws JsonProcessingException {
        ConversionScores scores = new ConversionScores();
        scores.add(1, false);
        assertThat(JSON.writeValueAsString(scores.metrics()))
                .isEqualTo("{\"rows\":1,\"positives\":0,\"notANumber\":0,"
                        + "\"auc\":null,\"prAuc\":null,\"nll\":100.0,\"pcoc\":null}");
    }

    @Test
    void jsonOfARunSaysWhatWasLeftOut() throws JsonProcessingException {
        SegmentScores scores = new SegmentScores();
        scores.add(Metric.of(0.5));
        scores.add(Metric.missing(MissingReason.EQUAL_LABELS));
        assertThat(JSON.writeValueAsString(scores.mean()))
                .isEqualTo("{\"mean\":0.5,\"segments\":1,\"leftOut\":{\"EQUAL_LABELS\":1}}");
    }
}
