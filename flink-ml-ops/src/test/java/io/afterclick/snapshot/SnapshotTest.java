package io.afterclick.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {

    private static final TensorSpec WEIGHT = TensorSpec.floats("tower.fc1.weight", 2, 3);
    private static final TensorSpec ROWS = TensorSpec.floats("embedding.city", 2, 1);
    private static final TensorSpec IDS = TensorSpec.longs("embedding.city.ids", 2);
    private static final String DIGEST = "0".repeat(64);
    private static final Manifest MANIFEST =
            Manifest.full("tesla", 7, new Provenance("0.1.0", 42, new TreeMap<>(), null, null, 3, 9), DIGEST, null);

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void nameTheFolder() {
        folder = temporary.resolve("epoch-7");
    }

    @Test
    void whatIsPublishedIsRead() throws IOException {
        Manifest published = publish(1, 2, 3, 4, 5, 6);
        assertThat(published.files().keySet()).containsExactly("dense.safetensors", "table.safetensors");
        try (SnapshotReader reader = SnapshotReader.open(folder)) {
            assertThat(reader.manifest()).isEqualTo(published);
            assertThat(reader.specs()).containsExactlyInAnyOrder(WEIGHT, ROWS, IDS);
            assertThat(reader.floats("tower.fc1.weight")).containsExactly(1, 2, 3, 4, 5, 6);
            long[] ids = new long[2];
            reader.read("embedding.city.ids", 0, ids, 0, 2);
            assertThat(ids).containsExactly(-1, 5);
            reader.require(List.of(WEIGHT, TensorSpec.floats("embedding.city", TensorSpec.ANY, 1), IDS));
        }
        assertThat(folder.resolve("manifest.json.part")).doesNotExist();
    }

    @Test
    void equalModelsAreEqualBytes() throws IOException {
        publish(1, 2, 3, 4, 5, 6);
        Path first = folder;
        folder = temporary.resolve("again");
        publish(1, 2, 3, 4, 5, 6);
        for (String file : List.of("dense.safetensors", "table.safetensors", Manifest.FILE)) {
            assertThat(folder.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
        }
    }

    @Test
    void aFolderWithoutManifestIsNoModel() throws IOException {
        SnapshotWriter writer = SnapshotWriter.begin(folder);
        TensorFileWriter file = writer.file("dense.safetensors", List.of(WEIGHT));
        assertThatThrownBy(() -> writer.publish(MANIFEST))
                .hasMessage(folder.resolve("dense.safetensors") + ": expected to be finished before it is published");
        file.close();
        assertThatThrownBy(() -> SnapshotReader.open(folder))
                .isInstanceOf(SnapshotException.class)
                .hasMessage(folder + ": expected a model with a manifest.json, found none, so it is no complete model");
        publish(6, 5, 4, 3, 2, 1);
        try (SnapshotReader reader = SnapshotReader.open(folder)) {
            assertThat(reader.floats("tower.fc1.weight")).startsWith(6);
        }
    }

    @Test
    void aModelIsNotWrittenOver() throws IOException {
        publish(1, 2, 3, 4, 5, 6);
        assertThatThrownBy(() -> SnapshotWriter.begin(folder))
                .hasMessage(folder + ": expected a folder without manifest.json, found a complete model");
    }

    @Test
    void aChangedFileIsRefused() throws IOException {
        String expected = String.valueOf(publish(1, 2, 3, 4, 5, 6).files().get("dense.safetensors"));
        Path file = folder.resolve("dense.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> SnapshotReader.open(folder))
                .hasMessage(file + ": expected SHA-256 " + expected + ", found " + Sha256.of(file));
        SnapshotReader.openUnverified(folder).close();
        Files.delete(file);
        assertThatThrownBy(() -> SnapshotReader.open(folder))
                .hasMessage(file + ": expected the file that manifest.json names, found none");
    }

    @Test
    void anotherShapeIsRefusedWithBothSides() throws IOException {
        publish(1, 2, 3, 4, 5, 6);
        try (SnapshotReader reader = SnapshotReader.open(folder)) {
            Path file = folder.resolve("dense.safetensors");
            assertRefused(
                    reader,
                    "tensor tower.fc1.weight: expected [256, 1408], found [2, 3] in " + file,
                    TensorSpec.floats("tower.fc1.weight", 256, 1408));
            assertRefused(
                    reader,
                    "tensor tower.fc1.weight: expected I64 [2, 3], found [2, 3] in " + file,
                    TensorSpec.longs("tower.fc1.weight", 2, 3));
            assertRefused(reader, "tensor other: expected [1], found none in " + folder, TensorSpec.floats("other", 1));
            assertRefused(
                    reader,
                    "tensor embedding.city.ids: expected none, found I64 [2] in " + folder.resolve("table.safetensors"),
                    WEIGHT);
        }
    }

    @Test
    void valuesThatAreNotFiniteAreRefused() throws IOException {
        publish(1, 2, 3, 4, Float.NEGATIVE_INFINITY, 6);
        try (SnapshotReader reader = SnapshotReader.open(folder)) {
            assertRefused(
                    reader,
                    "tensor tower.fc1.weight: expected finite values, found -Infinity as element 4 in "
                            + folder.resolve("dense.safetensors"),
                    WEIGHT,
                    ROWS,
                    IDS);
        }
    }

    @Test
    void aTensorIsInOneFileAndAFileInTheFolder() throws IOException {
        SnapshotWriter writer = SnapshotWriter.begin(folder);
        writer.file("a.safetensors", List.of(WEIGHT)).close();
        assertThatThrownBy(() -> writer.file("b.safetensors", List.of(WEIGHT)))
                .hasMessage("tensor tower.fc1.weight: expected in one file of " + folder
                        + ", found in a.safetensors and b.safetensors");
        assertThatThrownBy(() -> writer.file("../b.safetensors", List.of(ROWS)))
                .hasMessageStartingWith("Expected a file name like");
        Manifest outside = MANIFEST.withFiles(Map.of("../b.safetensors", DIGEST));
        Files.write(folder.resolve(Manifest.FILE), ManifestJson.write(outside));
        assertThatThrownBy(() -> SnapshotReader.open(folder))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("found \"../b.safetensors\"");
    }

    @Test
    void aModelOfAnotherVersionIsRefused() throws IOException {
        publish(1, 2, 3, 4, 5, 6);
        Path manifest = folder.resolve(Manifest.FILE);
        String json = Files.readString(manifest, StandardCharsets.UTF_8);
        Files.writeString(manifest, json.replace("\"format_version\" : 1", "\"format_version\" : 2"));
        assertThatThrownBy(() -> SnapshotReader.open(folder))
                .hasMessage(manifest + ": expected format_version 1, found 2");
    }

    private Manifest publish(float... weight) throws IOException {
        SnapshotWriter writer = SnapshotWriter.begin(folder);
        try (TensorFileWriter dense = writer.file("dense.safetensors", List.of(WEIGHT));
                TensorFileWriter table = writer.file("table.safetensors", List.of(ROWS, IDS))) {
            table.append(IDS.name(), new long[] {-1, 5}, 0, 2);
            dense.append(WEIGHT.name(), weight, 0, weight.length);
            table.append(ROWS.name(), new float[] {0.5f, 1.5f}, 0, 2);
            dense.finish();
            table.finish();
        }
        return writer.publish(MANIFEST);
    }

    private static void assertRefused(SnapshotReader reader, String message, TensorSpec... expected) {
        assertThatThrownBy(() -> reader.require(List.of(expected)))
                .isInstanceOf(SnapshotException.class)
                .hasMessage(message);
    }
}
