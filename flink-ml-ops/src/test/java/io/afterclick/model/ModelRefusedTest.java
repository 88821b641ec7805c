package io.afterclick.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.learn.DenseLayers;
import io.afterclick.learn.EmbeddingTable;
import io.afterclick.learn.ModelPart;
import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.embedding.RowInitialiser;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.optimise.RowAdam;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.snapshot.Manifest;
import io.afterclick.snapshot.SnapshotException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that are not what is asked for: one line that says what was expected and what was found. */
final class ModelRefusedTest {

    @TempDir
    private Path folder;

    private final Toy toy = new Toy(RowMode.LAZY).trained();

    @BeforeEach
    void write() throws IOException {
        toy.writer().writeWithOptimiser(folder, 0);
    }

    @Test
    void anotherDimension() {
        refused(
                model("toy", List.of("own.embedding", "shared.embedding"), Toy.FIELDS, 4),
                "tensor own.embedding.user: expected [any, 4], found [7, 3] in " + folder);
    }

    @Test
    void aTableThatIsMissing() {
        refused(
                model("toy", List.of("own.embedding", "shared.embedding"), List.of("user", "item", "shop"), 3),
                "tensor own.embedding.shop: expected [any, 3], found none in " + folder);
        refused(
                model("toy", List.of("own.embedding", "common.embedding"), Toy.FIELDS, 3),
                "tensor common.embedding.user: expected [any, 3], found none in " + folder);
    }

    @Test
    void aTableTooMany() {
        refused(
                model("toy", List.of("own.embedding"), Toy.FIELDS, 3),
                "tensor shared.embedding.item.ids: expected none, found I64 [7] in " + folder);
    }

    @Test
    void anotherKindAndAnotherPart() {
        refused(
                model("train", List.of("own.embedding", "shared.embedding"), Toy.FIELDS, 3),
                folder + ": expected a model of kind train, found kind toy");
        ModelPart part = toy.part();
        ModelPart other = ModelPart.frozen("wheel", part.layers(), part.table());
        refused(
                new Model("toy", List.of(other)),
                "part wheel: expected a table without rows and steps, found 14 rows and 0 steps");
    }

    @Test
    void aPartThatIsNotThere() {
        ModelPart part = new Toy(RowMode.LAZY).part();
        ModelPart other = ModelPart.frozen("wheel", part.layers(), part.table());
        refused(new Model("toy", List.of(other)), folder + ": expected parts [wheel] of toy, found [network]");
    }

    @Test
    void valuesThatAreNotFinite() throws IOException {
        float[] row = new float[Toy.LAYOUT.width()];
        toy.rows.read(1, 8, row);
        row[Toy.LAYOUT.embedding(1) + 2] = Float.NaN;
        toy.rows.write(1, 8, row);
        Path broken = folder.resolve("broken");
        toy.writer().write(broken, 0);
        try (ModelReader reader = ModelReader.open(broken)) {
            assertThatThrownBy(() -> reader.load(new Toy(RowMode.LAZY).model()))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessage("tensor shared.embedding.item: expected finite values, found NaN as element 8 in "
                            + broken);
        }
    }

    @Test
    void nothingIsLoadedOfAFolderThatIsRefused() throws IOException {
        Toy deferred = new Toy(RowMode.DEFERRED);
        String before = deferred.state();
        try (ModelReader reader = ModelReader.open(folder)) {
            assertThatThrownBy(() -> reader.loadWithOptimiser(deferred.model()))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessage(
                            "tensor optimiser.own.embedding.history.ends: expected I64 [any], found none in " + folder);
        }
        assertThat(deferred.state()).isEqualTo(before);
    }

    @Test
    void anOptimiserThatWasNotKept() throws IOException {
        Path without = folder.resolve("without");
        toy.writer().write(without, 0);
        try (ModelReader reader = ModelReader.open(without)) {
            assertThatThrownBy(() -> reader.loadWithOptimiser(new Toy(RowMode.LAZY).model()))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessage(without + ": expected a model with its optimisers, found one without"
                            + " optimiser.safetensors");
        }
    }

    @Test
    void aNewerVersionAndNoManifest() throws IOException {
        Path manifest = folder.resolve(Manifest.FILE);
        String json = Files.readString(manifest);
        Files.writeString(manifest, json.replace("\"format_version\" : 1", "\"format_version\" : 2"));
        assertThatThrownBy(() -> ModelReader.open(folder))
                .isInstanceOf(SnapshotException.class)
                .hasMessage(manifest + ": expected format_version 1, found 2");
        Files.delete(manifest);
        assertThatThrownBy(() -> ModelReader.open(folder))
                .isInstanceOf(SnapshotException.class)
                .hasMessage(folder + ": expected a model with a manifest.json, found none, so it is no complete model");
    }

    @Test
    void idsThatWereChanged() throws IOException {
        // Ids come first, table after table in the order of names: own.embedding.item.ids is the first.
        changeId("rows.safetensors", 2, 5);
        assertThatThrownBy(() -> ModelReader.open(folder))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("rows.safetensors: expected SHA-256 ");
        refused(
                new Toy(RowMode.LAZY).model(),
                "tensor shared.embedding.item.ids: expected id 5 as in own.embedding.item.ids, found 8 as element 2 in "
                        + folder);
        changeId("rows.safetensors", 2 * 7 + 2, 5);
        refused(
                new Toy(RowMode.LAZY).model(),
                "tensor own.embedding.item.ids: expected an id above 5, found 5 as element 2 in " + folder);
    }

    @Test
    void momentsOfARowThatDoesNotExist() throws IOException {
        // After the counts and before those of users: the last id of own.embedding.item and of shared.embedding.item.
        changeId("optimiser.safetensors", 1 + 6, -2);
        changeId("optimiser.safetensors", 1 + 2 * 7 + 6, -2);
        try (ModelReader reader = ModelReader.openUnverified(folder)) {
            assertThatThrownBy(() -> reader.loadWithOptimiser(new Toy(RowMode.LAZY).model()))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessage("tensor optimiser.own.embedding.item.ids: expected ids of own.embedding.item.ids,"
                            + " found 1 others in " + folder);
        }
    }

    private void changeId(String file, int place, long id) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int values = Long.BYTES + (int) buffer.getLong(0);
        buffer.putLong(values + place * Long.BYTES, id);
        Files.write(folder.resolve(file), bytes);
    }

    private void refused(Model model, String message) {
        assertThatThrownBy(() -> {
                    try (ModelReader reader = ModelReader.openUnverified(folder)) {
                        reader.load(model);
                    }
                })
                .hasMessage(message);
    }

    private Model model(String kind, List<String> sets, List<String> fields, int dimension) {
        RowLayout layout = new RowLayout(sets.size(), dimension, true);
        HeapRows rows = new HeapRows(fields.size(), layout, new RowInitialiser(1, 1));
        EmbeddingTable table = new EmbeddingTable(sets, fields, rows, new RowAdam(layout));
        DenseLayers layers = new Toy(RowMode.LAZY);
        return new Model(kind, List.of(ModelPart.frozen("network", layers, table)));
    }
}
