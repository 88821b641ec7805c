package io.afterclick.job.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.job.record.CheckpointTaken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class ObservationTest {

    private static final long MEGABYTE = 1 << 20;
    private static final Offset<Double> ROUNDING = Offset.offset(1e-9);

    /** An hour at 100 records a second; memory jumps to 200 MB at first and then grows by 10 MB an hour. */
    private static List<Sample> hour() {
        List<Sample> samples = new ArrayList<>();
        for (int second = 0; second <= 3600; second += 10) {
            long resident = second < 600 ? 0 : 200 * MEGABYTE + 10 * MEGABYTE * second / 3600;
            samples.add(new Sample(second, 100L * second, 50 * MEGABYTE, Map.of("worker", resident)));
        }
        return samples;
    }

    private static Trend trend(Observation seen, String quantity) {
        return Objects.requireNonNull(seen.trends().get(quantity), quantity);
    }

    private static CheckpointTaken checkpoint(long id, boolean completed) {
        return new CheckpointTaken(id, id * 10_000, 2_000, MEGABYTE, 50 * MEGABYTE, completed);
    }

    @Test
    void seesGrowthAfterTheWarmUpOnly() {
        Observation seen = new Observation(hour(), List.of(checkpoint(1, true)), 0, 0);

        Trend worker = trend(seen, "worker resident MB");
        assertThat(worker.perHour()).isCloseTo(10, Offset.offset(1e-3));
        assertThat(worker.sharePerHour()).isCloseTo(10.0 / worker.first(), Offset.offset(1e-3));
        assertThat(worker.first()).isBetween(202.5, 205.0);
        assertThat(worker.last()).isBetween(207.5, 210.0);
        assertThat(trend(seen, "state MB")).isEqualTo(new Trend(50, 50, 0));
        assertThat(trend(seen, "records/s").perHour()).isCloseTo(0, ROUNDING);
        assertThat(trend(seen, "records/s").first()).isCloseTo(100, ROUNDING);
        assertThat(seen.recordsPerSecond()).isCloseTo(100, ROUNDING);
    }

    @Test
    void aCheckpointThatTheEndCutShortIsNoFailure() {
        List<CheckpointTaken> cutShort = List.of(checkpoint(1, true), checkpoint(2, true), checkpoint(3, false));
        List<CheckpointTaken> failed = List.of(checkpoint(1, true), checkpoint(2, false), checkpoint(3, true));

        assertThat(new Observation(hour(), cutShort, 0, 0).isUndisturbed()).isTrue();
        assertThat(new Observation(hour(), failed, 0, 0).isUndisturbed()).isFalse();
        assertThat(new Observation(hour(), failed, 0, 0).failedCheckpoints()).isEqualTo(1);
        assertThat(new Observation(hour(), cutShort, 1, 0).isUndisturbed()).isFalse();
        assertThat(new Observation(hour(), cutShort, 0, 1).isUndisturbed()).isFalse();
    }

    @Test
    void nothingSeenIsNoError() {
        Observation nothing = new Observation(List.of(), List.of(), 0, 0);

        assertThat(nothing.seconds()).isZero();
        assertThat(nothing.recordsPerSecond()).isZero();
        assertThat(nothing.trends()).containsEntry("state MB", new Trend(0, 0, 0));
    }
}
