package io.afterclick.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.embedding.RowInitialiser;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.snapshot.Manifest;
import io.afterclick.snapshot.SnapshotReader;
import io.afterclick.snapshot.TensorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ModelFolderTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(RowMode.class)
    void theManifestSaysWhatTheDigestsSay(RowMode mode) throws IOException {
        Toy toy = new Toy(mode).trained();
        Manifest manifest = toy.writer().writeWithOptimiser(folder, 12);
        assertThat(manifest.parametersSha256()).isEqualTo(ModelDigest.parameters(toy.model()));
        assertThat(manifest.optimiserSha256()).isEqualTo(ModelDigest.optimiser(toy.model()));
        assertThat(manifest.epoch()).isEqualTo(12);
        assertThat(manifest.variant()).isEqualTo("toy-a");
        assertThat(manifest.files()).containsOnlyKeys("dense.safetensors", "rows.safetensors", "optimiser.safetensors");
        assertThat(manifest.provenance().settings())
                .containsEntry("model.kind", "toy")
                .containsEntry("model.parts", "network");
        assertThat(manifest.provenance().trainedToMs()).isEqualTo(2_000L);
    }

    @ParameterizedTest
    @EnumSource(RowMode.class)
    void orderOfRowsChangesNeitherDigestsNorBytes(RowMode mode) throws IOException {
        Toy one = new Toy(mode);
        one.step(1, 1e-2, 5, -1, 0, Long.MIN_VALUE);
        one.step(2, 1e-2, 0, 99);
        Toy other = new Toy(mode);
        other.step(1, 1e-2, Long.MIN_VALUE, 0, 5, -1);
        other.step(2, 1e-2, 99, 0);
        Manifest manifest = one.writer().writeWithOptimiser(folder.resolve("one"), 0);
        assertThat(other.writer().writeWithOptimiser(folder.resolve("other"), 0))
                .isEqualTo(manifest);
        other.step(3, 1e-2, 0);
        assertThat(ModelDigest.parameters(other.model())).isNotEqualTo(manifest.parametersSha256());
        assertThat(ModelDigest.optimiser(other.model())).isNotEqualTo(manifest.optimiserSha256());
    }

    @Test
    void idsAscendAsUnsignedNumbersAndRowsStandBesideThem() throws IOException {
        Toy toy = new Toy(RowMode.LAZY).trained();
        toy.writer().write(folder, 0);
        try (SnapshotReader reader = SnapshotReader.open(folder)) {
            assertThat(reader.specs())
                    .containsExactlyInAnyOrder(
                            TensorSpec.floats("linear.weight", 2, 4),
                            TensorSpec.floats("linear.bias", 2),
                            TensorSpec.floats("norm.mean", 2),
                            TensorSpec.floats("own.embedding.user", 7, 3),
                            TensorSpec.longs("own.embedding.user.ids", 7),
                            TensorSpec.floats("own.embedding.item", 7, 3),
                            TensorSpec.longs("own.embedding.item.ids", 7),
                            TensorSpec.floats("shared.embedding.user", 7, 3),
                            TensorSpec.longs("shared.embedding.user.ids", 7),
                            TensorSpec.floats("shared.embedding.item", 7, 3),
                            TensorSpec.longs("shared.embedding.item.ids", 7));
            long[] ids = new long[7];
            reader.read("shared.embedding.item.ids", 0, ids, 0, 7);
            assertThat(ids).containsExactly(0, 5, 8, 70, Long.MAX_VALUE, Long.MIN_VALUE, -1);
            float[] values = reader.floats("shared.embedding.item");
            float[] row = new float[Toy.LAYOUT.width()];
            for (int i = 0; i < ids.length; i++) {
                toy.rows.read(1, ids[i], row);
                for (int d = 0; d < 3; d++) {
                    assertThat(values[3 * i + d]).isEqualTo(row[Toy.LAYOUT.embedding(1) + d]);
                }
            }
        }
    }

    @Test
    void deferredRowsAreCaughtUpOnACopy() throws IOException {
        Toy toy = new Toy(RowMode.DEFERRED).trained();
        String before = toy.state();
        String parameters = ModelDigest.parameters(toy.model());
        String optimiser = ModelDigest.optimiser(toy.model());
        toy.writer().writeWithOptimiser(folder, 0);
        assertThat(toy.state()).isEqualTo(before);
        catchUpInPlace(toy);
        assertThat(toy.state()).isNotEqualTo(before);
        assertThat(ModelDigest.parameters(toy.model())).isEqualTo(parameters);
        assertThat(ModelDigest.optimiser(toy.model())).isEqualTo(optimiser);
    }

    private static void catchUpInPlace(Toy toy) {
        float[][] row = new float[1][Toy.LAYOUT.width()];
        for (int field = 0; field < Toy.FIELDS.size(); field++) {
            for (long key : toy.rows.keys(field)) {
                toy.rows.read(field, key, row[0]);
                toy.rowOptimiser.catchUp(row, 1);
                toy.rows.write(field, key, row[0]);
            }
        }
    }

    @Test
    void rowsOfTheTableThatThisOneGoesOnFromArePartOfTheModel() throws IOException {
        HeapRows base = new HeapRows(2, new RowLayout(2, 3, false), new RowInitialiser(3, 1));
        float[] row = {1, 2, 3, 4, 5, 6};
        base.write(0, 5, row);
        base.write(0, 77, row);
        Toy overlay = new Toy(RowMode.LAZY, base);
        overlay.step(1, 1e-2, 5, 6);
        assertThat(overlay.rows.keys(0)).containsExactlyInAnyOrder(5, 6, 77);
        assertThat(overlay.rows.keys(1)).containsExactlyInAnyOrder(5, 6);
        Manifest manifest = overlay.writer().writeWithOptimiser(folder, 0);
        Toy loaded = new Toy(RowMode.LAZY);
        try (ModelReader reader = ModelReader.open(folder)) {
            reader.loadWithOptimiser(loaded.model());
        }
        float[] found = new float[Toy.LAYOUT.width()];
        loaded.rows.read(0, 77, found);
        assertThat(found).startsWith(1, 2, 3, 4, 5, 6, 0);
        assertThat(ModelDigest.parameters(loaded.model())).isEqualTo(manifest.parametersSha256());
        assertThat(ModelDigest.optimiser(loaded.model())).isEqualTo(manifest.optimiserSha256());
    }

    @Test
    void aFolderIsNoModelBeforeItsManifest() throws IOException {
        new Toy(RowMode.LAZY).trained().writer().write(folder, 0);
        Files.delete(folder.resolve(Manifest.FILE));
        Toy toy = new Toy(RowMode.LAZY).trained();
        toy.step(9, 1e-2, 1);
        Manifest manifest = toy.writer().write(folder, 1);
        try (ModelReader reader = ModelReader.open(folder)) {
            assertThat(reader.manifest()).isEqualTo(manifest);
        }
    }
}
