package io.afterclick.job.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StateRowsTest {

    private final HeapMapState<RowKey, byte[]> state = new HeapMapState<>();
    private final StateRows rows = new StateRows(state);

    private static float[] row(float first) {
        return new float[] {first, -0f, Float.MIN_VALUE};
    }

    @Test
    void writtenRowsAreReadBeforeAndAfterTheyAreHandedOver() {
        float[] into = new float[3];
        assertThat(rows.read(1, 5, into)).isFalse();
        assertThat(into).containsExactly(0f, 0f, 0f);
        rows.write(1, 5, row(7));
        assertThat(state.isEmpty()).isTrue();
        assertThat(rows.read(1, 5, into)).isTrue();
        assertThat(into).isEqualTo(row(7));
        rows.handOver();
        rows.handOver();
        assertThat(state.writes()).isOne();
        assertThat(rows.read(1, 5, into)).isTrue();
        assertThat(into).isEqualTo(row(7));
        assertThat(rows.read(2, 5, into)).isFalse();
        assertThat(rows.reads()).isEqualTo(3);
        assertThat(rows.writes()).isOne();
    }

    @Test
    void aRowMayBeUsedAgainByWhoWroteIt() {
        float[] written = row(1);
        rows.write(0, 0, written);
        written[0] = 2;
        float[] into = new float[3];
        rows.read(0, 0, into);
        assertThat(into).isEqualTo(row(1));
    }

    @Test
    void manyRowsAreHandedOverTogetherAndTheLastWriteStays() throws Exception {
        for (int key = 0; key < 1_023; key++) {
            rows.write(0, key, row(key));
        }
        rows.write(0, 3, row(-3));
        assertThat(state.isEmpty()).isTrue();
        rows.write(0, Long.MIN_VALUE, row(9));
        assertThat(state.writes()).isEqualTo(1_024);
        List<String> seen = new ArrayList<>();
        rows.forEach(3, (field, key, row) -> {
            if (key == 3 || key < 0) {
                seen.add(field + "/" + key + "=" + row[0]);
            }
        });
        assertThat(seen).containsExactlyInAnyOrder("0/3=-3.0", "0/" + Long.MIN_VALUE + "=9.0");
    }

    @Test
    void rowOfAnotherWidthIsRefused() {
        rows.write(0, 1, row(1));
        assertThatThrownBy(() -> rows.read(0, 1, new float[4]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("embedding row: expected 4 floats in state, found 3.0");
    }
}
