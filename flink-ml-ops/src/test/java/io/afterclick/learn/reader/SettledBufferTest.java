package io.afterclick.learn.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettledBufferTest {

    @ParameterizedTest
    @CsvSource({"0,", "2,2", "10,10", "12,12", "13,10 3", "22,10 12", "23,10 10 3"})
    void noBatchIsSmallerThanTheSmallestUnlessThereAreNoMore(int samples, String sizes) {
        List<String> seen = new ArrayList<>();
        List<Float> values = new ArrayList<>();
        SettledBuffer buffer = new SettledBuffer(10, 3, batch -> {
            seen.add(Integer.toString(batch.size()));
            for (int i = 0; i < batch.size(); i++) {
                values.add(batch.value(i));
                assertThat(batch.repurchased(i)).isEqualTo((int) batch.value(i) % 2 == 0);
                assertThat(batch.finalValue(i)).isEqualTo(2 * batch.value(i));
            }
        });
        for (int i = 0; i < samples; i++) {
            buffer.add(new long[] {i}, 0.5f, 1, i, i % 2 == 0 ? 3 : 1, 2f * i);
        }
        buffer.finish();

        assertThat(seen).isEqualTo(sizes == null ? List.of() : List.of(sizes.split(" ")));
        assertThat(values).isSorted().hasSize(samples);
    }
}
