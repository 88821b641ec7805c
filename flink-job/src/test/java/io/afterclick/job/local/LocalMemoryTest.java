package io.afterclick.job.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.intake.InputSpec.Kind;
import io.afterclick.job.settings.Settings;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LocalMemoryTest {

    private static final long MB = 1 << 20;

    private static void require(Map<String, String> overrides, long heapMegabytes, long machineMegabytes)
            throws IOException {
        LocalMemory.require(Settings.of(Kind.EVENTS, null, overrides), heapMegabytes * MB, machineMegabytes * MB);
    }

    @Test
    void defaultsFitOnASmallMachine() {
        assertThatCode(() -> require(Map.of(), 1024, 2048)).doesNotThrowAnyException();
    }

    @Test
    void clicksOfAllInstancesMustFitOnTheHeap() {
        assertThatThrownBy(() -> require(Map.of("journey.cache-size", "500 mb", "run.parallelism", "4"), 2000, 8000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("journey.cache-size: expected at most 450 MB for each of 4 parallel instances, since they"
                        + " share a heap with room for 1800 MB, found 500 mb");
    }

    @Test
    void memoryOfAllSlotsMustFitOnTheMachine() {
        Map<String, String> large = Map.of("run.managed-memory-per-slot", "4 gb");
        assertThatThrownBy(() -> require(large, 2000, 8000))
                .hasMessageStartingWith("run.managed-memory-per-slot: expected at most 3600 MB for each of 2 parallel")
                .hasMessageEndingWith("found 4 gb");
        Map<String, String> unused = Map.of("run.managed-memory-per-slot", "4 gb", "run.state-backend", "heap");
        assertThatCode(() -> require(unused, 2000, 8000)).doesNotThrowAnyException();
    }
}
