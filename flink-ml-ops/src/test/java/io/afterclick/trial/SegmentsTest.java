package io.afterclick.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SegmentsTest {

    private static final Segments THREE = Segments.between(1000, 1300, 100);

    @Test
    void segmentsAreHalfOpen() {
        assertThat(THREE.count()).isEqualTo(3);
        assertThat(THREE.of(1000)).isZero();
        assertThat(THREE.of(1099)).isZero();
        assertThat(THREE.of(1100)).isEqualTo(1);
        assertThat(THREE.of(999)).isEqualTo(-1);
    }

    @Test
    void trainingEndsWithTheStreamAndScoringASegmentLater() {
        assertThat(THREE.trains(999)).isFalse();
        assertThat(THREE.trains(1000)).isTrue();
        assertThat(THREE.trains(1299)).isTrue();
        assertThat(THREE.trains(1300)).isFalse();
        assertThat(THREE.scores(1099)).isFalse();
        assertThat(THREE.scores(1100)).isTrue();
        assertThat(THREE.scores(1399)).isTrue();
        assertThat(THREE.scores(1400)).isFalse();
    }

    @Test
    void streamIsFilledBySegments() {
        assertThatThrownBy(() -> Segments.between(0, 250, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("segment length: expected a length that divides the stream of 250 ms, found 100 ms");
        assertThatThrownBy(() -> Segments.between(0, 0, 100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Segments(0, 100, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
