package io.afterclick.learn.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.learn.Allocation;
import io.afterclick.learn.matrix.Engine;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A step may make its small result, and nothing that grows with the batch or the network. */
final class ReaderAllocationTest {

    /** A single activation of all samples of the batch below takes 12 kB at least. */
    private static final long BYTES = 4_000;

    @ParameterizedTest(name = "{0}, deferred rows: {1}")
    @CsvSource({"NATIVE, false", "NATIVE, true", "JAVA, false", "JAVA, true"})
    void stepAllocatesNextToNothing(Engine engine, boolean deferred) throws IOException {
        ReaderCase model = new ReaderCase(engine.start(), deferred);
        ReaderLearner learner = model.learner(ReaderOptions.published().withClipNorm(1));
        GmvBatch batch = model.batch(0, ReaderCase.SAMPLES);
        assertThat(Allocation.each(() -> learner.train(batch, 0))).isLessThan(BYTES);
    }
}
