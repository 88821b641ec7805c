package io.afterclick.journey;

import static io.afterclick.journey.Events.click;
import static io.afterclick.journey.Moments.CLICKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.afterclick.event.Arrival;
import io.afterclick.event.Click;
import io.afterclick.event.Features;
import io.afterclick.event.Purchase;
import java.io.EOFException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClickStateCodecTest {

    static Stream<String> names() {
        return StoredStates.all().keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void stateComesBackAndIsWrittenAsBefore(String name) {
        ClickState state = StoredStates.all().getOrDefault(name, new ClickState());
        ClickState restored = Snapshots.restored(state);

        assertThat(StoredStates.describe(restored)).isEqualTo(StoredStates.describe(state));
        assertThat(Snapshots.bytes(restored)).isEqualTo(Snapshots.bytes(state));
        assertThat(restored.isEmpty()).isEqualTo(state.isEmpty());
    }

    @Test
    void emptyStateTakesFewBytes() {
        assertThat(Snapshots.bytes(new ClickState())).hasSizeLessThan(16);
    }

    @ParameterizedTest(name = "time {0}")
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE})
    void waitingEventsOfAnyTimeComeBack(long time) {
        ClickState state = new ClickState();
        state.add(Events.arrival(new Purchase("", "c1", time, Long.MAX_VALUE), 1));

        assertThat(Snapshots.restored(state).waiting())
                .extracting(Arrival::event)
                .containsExactly(new Purchase("", "c1", time, Long.MAX_VALUE));
    }

    @ParameterizedTest(name = "{0} features")
    @ValueSource(ints = {0, 1, 500})
    void openClickWithAnyNumberOfFeaturesComesBack(int features) {
        Click click = new Click("c1", "", "衣服", CLICKED, null, Features.of(Collections.nCopies(features, "é")));
        ClickState state = new ClickState();
        state.add(Events.arrival(click, 1));
        new JourneyMachine(Windows.BOTH, List.of(), 0).advance(state, CLICKED, new Heard());

        Journey journey = Objects.requireNonNull(Snapshots.restored(state).journey());
        assertThat(journey.click()).isEqualTo(click);
        assertThat(journey.windows()).isEqualTo(Windows.BOTH);
    }

    @ParameterizedTest(name = "version {0}")
    @ValueSource(bytes = {-1, 0, 2, 127})
    void unknownVersionIsRefusedInOneLine(byte version) {
        byte[] bytes = Snapshots.bytes(new ClickState());
        bytes[0] = version;
        assertThatIOException()
                .isThrownBy(() -> Snapshots.read("c1", bytes))
                .withMessage("Layout of the state of click c1: expected version 1 or earlier, found " + version)
                .withMessageNotContaining("\n");
    }

    @Test
    void cutBytesAreRefused() {
        ClickState state = new ClickState();
        state.add(Events.arrival(click(), 1));
        byte[] bytes = Snapshots.bytes(state);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIOException().isThrownBy(() -> Snapshots.read("c1", cut)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void journeysOfTodaysWindowsShareThem() {
        ClickState state = new ClickState();
        state.add(Events.arrival(click(), 1));
        new JourneyMachine(Windows.tracking(JourneyWindows.Tracked.BOTH), List.of(), 0)
                .advance(state, CLICKED, new Heard());

        Journey journey = Objects.requireNonNull(Snapshots.restored(state).journey());
        assertThat(journey.windows()).isSameAs(Windows.BOTH);
    }

    @Test
    void estimateGrowsWithWhatIsHeld() {
        List<Integer> sizes = Stream.of("empty", "closed", "open", "open-with-many-features")
                .map(name -> ClickStateCodec.estimateBytes(StoredStates.all().getOrDefault(name, new ClickState())))
                .toList();

        assertThat(sizes.get(1)).isEqualTo(sizes.get(0));
        assertThat(sizes.get(2)).isGreaterThan(sizes.get(0));
        assertThat(sizes.get(3)).isGreaterThan(1_000);
    }
}
