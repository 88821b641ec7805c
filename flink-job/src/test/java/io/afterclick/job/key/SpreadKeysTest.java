package io.afterclick.job.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SpreadKeysTest {

    private static final int GROUPS = 128;

    @ParameterizedTest(name = "{0} variants")
    @ValueSource(ints = {1, 2, 3, 4, 7, 8})
    void aPowerOfTwoOfInstancesIsLoadedAsEvenlyAsCanBe(int variants) {
        List<String> names =
                IntStream.range(0, variants).mapToObj(i -> "variant-" + i).toList();

        List<String> keys = SpreadKeys.of(names, GROUPS);

        assertThat(keys).doesNotHaveDuplicates().hasSize(variants);
        for (int place = 0; place < variants; place++) {
            assertThat(keys.get(place)).startsWith(names.get(place));
        }
        for (int instances : List.of(1, 2, 4, 8)) {
            long[] load = new long[instances];
            for (String key : keys) {
                load[KeyGroupRangeAssignment.assignKeyToParallelOperator(key, GROUPS, instances)]++;
            }
            assertThat(LongStream.of(load).max().orElse(0)).isLessThanOrEqualTo((variants + instances - 1) / instances);
        }
    }
}
