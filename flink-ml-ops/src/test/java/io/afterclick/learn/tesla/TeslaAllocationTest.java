package io.afterclick.learn.tesla;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.learn.Allocation;
import io.afterclick.learn.matrix.Engine;
import io.afterclick.learn.optimise.RowMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A step may make its small result, and nothing that grows with the batch or the network. */
final class TeslaAllocationTest {

    /** A single activation of all samples of the batch below takes 64 kB. */
    private static final long BYTES = 4_000;

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"NATIVE, LAZY", "NATIVE, DEFERRED", "JAVA, LAZY", "JAVA, DEFERRED"})
    void stepAllocatesNextToNothing(Engine engine, RowMode mode) {
        TeslaCase model = new TeslaCase(engine.start(), TeslaCase.SETTINGS, mode);
        TeslaBatch batch = TeslaCase.batch(1, TeslaCase.CAPACITY);
        CounterSampler sampler = new CounterSampler(1);
        assertThat(Allocation.each(() -> model.learner.train(batch, sampler))).isLessThan(BYTES);
    }
}
