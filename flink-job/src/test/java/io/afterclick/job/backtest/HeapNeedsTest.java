package io.afterclick.job.backtest;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.intake.InputSpec.Kind;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.variant.VariantSpec;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HeapNeedsTest {

    private static final long MB = 1 << 20;

    private static void require(String models, long heapMegabytes, Map<String, String> overrides) throws IOException {
        HeapNeeds.require(Settings.of(Kind.EVENTS, null, overrides), VariantSpec.parseAll(models), heapMegabytes * MB);
    }

    @Test
    void cachesThatFillTheHeapAreRefusedInOneLine() {
        // 2 x 256 + 3 x 64 + 2 x 2 x 256 = 1728
        assertThatThrownBy(() -> require("tesla,reader,pretrained", 1919, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trainer.cache-size: expected caches of at most 1727 MB together on a heap of 1919 MB,"
                        + " found 1728 MB: 256 mb for each of 2 trained variants, 64 mb (trainer.waiting-size) for"
                        + " each of 3 variants, twice 256 mb (journey.cache-size) for each of 2 instances");
        assertThatCode(() -> require("tesla,reader,pretrained", 1921, Map.of())).doesNotThrowAnyException();
    }

    @Test
    void everyPartCounts() {
        assertThatThrownBy(() -> require("tesla", 2_000, Map.of("run.parallelism", "4")))
                .hasMessageContaining("found 2368 MB");
        assertThatThrownBy(() -> require("tesla", 2_000, Map.of("trainer.waiting-size", "2 gb")))
                .hasMessageContaining("found 3328 MB");
        assertThatThrownBy(() -> require("tesla", 2_000, Map.of("trainer.cache-size", "9 gb")))
                .hasMessageContaining("found 10304 MB");
        assertThatCode(() -> require("tesla", 2_000, Map.of("journey.cache-size", "64 mb")))
                .doesNotThrowAnyException();
    }
}
