package io.afterclick.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.learn.DenseLayers;
import io.afterclick.learn.EmbeddingTable;
import io.afterclick.learn.ModelPart;
import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.embedding.RowInitialiser;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.optimise.DenseParameter;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.optimise.StandingRows;
import io.afterclick.learn.optimise.StepHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ModelRestoreTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(RowMode.class)
    void trainingGoesOnAsIfItHadNeverStopped(RowMode mode) throws IOException {
        Toy toy = new Toy(mode).trained();
        toy.writer().writeWithOptimiser(folder, 0);
        Toy restored = new Toy(mode);
        try (ModelReader reader = ModelReader.open(folder)) {
            reader.loadWithOptimiser(restored.model());
        }
        assertThat(restored.pushed).isEqualTo(1);
        // A row that waits, one that does not, and one that is new.
        for (Toy each : List.of(toy, restored)) {
            each.step(5, 2e-3, 70, 8, 1234);
            each.step(6, 1e-3, Toy.KEYS);
            each.step(7, 1e-3, 8, 1234);
            each.step(8, 1e-3, 8);
        }
        assertThat(restored.weight).isDeepEqualTo(toy.weight);
        assertThat(restored.bias).isEqualTo(toy.bias);
        assertThat(ModelDigest.parameters(restored.model())).isEqualTo(ModelDigest.parameters(toy.model()));
        assertThat(ModelDigest.optimiser(restored.model())).isEqualTo(ModelDigest.optimiser(toy.model()));
        assertThat(restored.state()).isEqualTo(toy.state());
    }

    @Test
    void stepHistoriesComeBackRunByRun() throws IOException {
        Toy toy = new Toy(RowMode.DEFERRED).trained();
        toy.writer().writeWithOptimiser(folder, 0);
        Toy restored = new Toy(RowMode.DEFERRED);
        try (ModelReader reader = ModelReader.open(folder)) {
            reader.loadWithOptimiser(restored.model());
        }
        assertThat(restored.optimiser.steps()).isEqualTo(4);
        assertThat(restored.rowOptimiser.histories()).hasSize(2);
        for (StepHistory history : restored.rowOptimiser.histories()) {
            assertThat(history.steps()).isEqualTo(4);
            assertThat(history.runs()).isEqualTo(2);
            assertThat(history.runRate(0)).isEqualTo(1e-2);
            assertThat(history.runEnd(0)).isEqualTo(2);
            assertThat(history.runRate(1)).isEqualTo(5e-3);
            assertThat(history.runEnd(1)).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource(RowMode.class)
    void withoutItsOptimiserAModelBeginsAnew(RowMode mode) throws IOException {
        Toy toy = new Toy(mode).trained();
        toy.writer().writeWithOptimiser(folder, 0);
        Toy fresh = new Toy(mode);
        try (ModelReader reader = ModelReader.open(folder)) {
            reader.load(fresh.model());
        }
        assertThat(ModelDigest.parameters(fresh.model())).isEqualTo(ModelDigest.parameters(toy.model()));
        assertThat(ModelDigest.optimiser(fresh.model())).isEqualTo(ModelDigest.optimiser(new Toy(mode).model()));
        assertThat(fresh.optimiser.steps()).isZero();
        fresh.optimiser.moments((parameter, first, second) -> {
            assertThat(first).containsOnly(0f);
            assertThat(second).containsOnly(0f);
        });
        float[] state = new float[2 * 2 * 3 + 2];
        fresh.rows.forEach((field, key, row) -> assertThat(row).endsWith(state));
    }

    @Test
    void aPartIsLoadedFromAFolderOfSeveral() throws IOException {
        Toy toy = new Toy(RowMode.LAZY).trained();
        Other other = new Other();
        other.values[0] = 42;
        Model both = new Model("toy", List.of(other.part(), toy.part()));
        new ModelWriter(both, "toy-a", Toy.PROVENANCE).writeWithOptimiser(folder, 0);
        Toy alone = new Toy(RowMode.LAZY);
        Other read = new Other();
        try (ModelReader reader = ModelReader.open(folder)) {
            reader.loadWithOptimiser(alone.model());
            reader.load(new Model("toy", List.of(read.part())));
        }
        assertThat(alone.state()).isEqualTo(toy.state());
        assertThat(read.values).containsExactly(42, 0);
    }

    /** A part without rows so far, frozen. */
    private static final class Other implements DenseLayers {
        private final float[] values = new float[2];

        @Override
        public List<DenseParameter> parameters() {
            return List.of(DenseParameter.fixed("other.values", values));
        }

        @Override
        public void pushParameters() {
            // Nothing is derived of them.
        }

        ModelPart part() {
            RowLayout layout = new RowLayout(1, 2, false);
            return ModelPart.frozen(
                    "other",
                    this,
                    new EmbeddingTable(
                            List.of("other.embedding"),
                            List.of("user"),
                            new HeapRows(1, layout, new RowInitialiser(1, 1)),
                            StandingRows.INSTANCE));
        }
    }
}
