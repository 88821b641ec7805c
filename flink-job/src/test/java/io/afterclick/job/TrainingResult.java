package io.afterclick.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.job.record.SegmentMeasured;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.generic.GenericRecord;

/** What two runs have in common if nothing but their input counts. */
record TrainingResult(
        Map<String, Map<String, Object>> reports,
        List<String> predictions,
        List<String> outcomes,
        List<String> deadSamples,
        List<SegmentMeasured> metrics) {

    static TrainingResult of(TrainingPipeline run) throws IOException {
        RunContent content = RunContent.of(run.files().folder());
        return new TrainingResult(
                run.reports(),
                RunContent.records(run.files().folder().resolve("predictions")).stream()
                        .map(GenericRecord::toString)
                        .sorted()
                        .toList(),
                content.outcomes(),
                content.deadLetters().stream()
                        .filter(letter -> letter.contains("NON_FINITE"))
                        .toList(),
                run.metrics().segments());
    }

    Map<String, Object> report(String variant) {
        return Objects.requireNonNull(reports.get(variant));
    }

    void assertSameAs(TrainingResult expected) {
        assertThat(reports).isEqualTo(expected.reports);
        assertThat(predictions.equals(expected.predictions)).as("predictions").isTrue();
        assertThat(outcomes.equals(expected.outcomes)).as("outcomes").isTrue();
        assertThat(deadSamples.equals(expected.deadSamples)).as("dead samples").isTrue();
        assertThat(metrics).isEqualTo(expected.metrics);
    }

    TrainingResult withDeadSamples(List<String> other) {
        return new TrainingResult(reports, predictions, outcomes, other, metrics);
    }
}
