package io.afterclick.job.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Click;
import io.afterclick.event.Features;
import io.afterclick.journey.Delivered.ScoreRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WaitingBlocksTest {

    private static final long AMPLE = 1 << 20;

    private final HeapMapState<Long, byte[]> state = new HeapMapState<>();

    private static ScoreRequest request(int number) {
        return new ScoreRequest(new Click("c" + number, "u", "i", number, null, Features.of(List.of("red"))));
    }

    private static List<Integer> numbers(WaitingBlocks blocks, long segment) throws Exception {
        return blocks.read(segment, ScoreRequest.class).stream()
                .map(request -> (int) request.click().time())
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 100, 1_000, AMPLE})
    void whatWaitsIsReadHoweverLittleMemoryThereIs(long memory) throws Exception {
        WaitingBlocks blocks = WaitingBlocks.restore(state, memory);
        List<Integer> early = new ArrayList<>();
        List<Integer> late = new ArrayList<>();
        for (int number = 0; number < 300; number++) {
            blocks.add(number % 3, request(number));
            (number % 3 == 2 ? late : early).add(number);
        }
        assertThat(blocks.records()).isEqualTo(300);
        assertThat(state.isEmpty()).isEqualTo(memory == AMPLE);
        assertThat(numbers(blocks, 1)).isEqualTo(early);
        blocks.remove(1);
        assertThat(blocks.records()).isEqualTo(100);
        assertThat(numbers(blocks, 2)).isEqualTo(late);
        blocks.remove(2);
        assertThat(blocks.records()).isZero();
        assertThat(state.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000, AMPLE})
    void restoreFindsWhatTheFlushHasWrittenAndGoesOn(long memory) throws Exception {
        WaitingBlocks before = WaitingBlocks.restore(state, memory);
        List<Integer> expected = new ArrayList<>();
        for (int number = 0; number < 60; number++) {
            before.add(7, request(number));
            expected.add(number);
            if (number % 25 == 10) {
                before.flush();
            }
        }
        before.flush();
        HeapMapState<Long, byte[]> restored = state.copy();
        WaitingBlocks after = WaitingBlocks.restore(restored, memory);
        assertThat(after.records()).isEqualTo(60);
        assertThat(numbers(after, 6)).isEmpty();
        assertThat(numbers(after, 7)).isEqualTo(expected);
        after.add(7, request(60));
        expected.add(60);
        assertThat(numbers(after, 8)).isEqualTo(expected);
        // The first one is not disturbed by what the second does.
        assertThat(numbers(before, 7)).hasSize(60);
        after.remove(7);
        assertThat(restored.isEmpty()).isTrue();
    }

    @Test
    void tooFewForABatchAreReadWithTheNextSegment() throws Exception {
        WaitingBlocks blocks = WaitingBlocks.restore(state, AMPLE);
        blocks.add(1, request(1));
        blocks.flush();
        blocks.add(2, request(2));
        assertThat(numbers(blocks, 1)).containsExactly(1);
        assertThat(numbers(blocks, 2)).containsExactly(1, 2);
        blocks.flush();
        assertThat(numbers(WaitingBlocks.restore(state, AMPLE), 2)).containsExactly(1, 2);
    }

    @Test
    void latestSegmentsLeaveMemoryFirst() throws Exception {
        WaitingBlocks blocks = WaitingBlocks.restore(state, 2_000);
        for (int number = 0; number < 20; number++) {
            blocks.add(1, request(number));
        }
        assertThat(state.isEmpty()).isTrue();
        for (int number = 20; state.isEmpty(); number++) {
            blocks.add(9, request(number));
        }
        assertThat(state.keys()).allMatch(block -> block >> 24 == 9);
    }

    @Test
    void flushWritesABlockOnce() throws Exception {
        WaitingBlocks blocks = WaitingBlocks.restore(state, AMPLE);
        for (int number = 0; number < 5; number++) {
            blocks.add(1, request(number));
            blocks.flush();
            blocks.flush();
        }
        assertThat(state.writes()).isEqualTo(5);
    }
}
