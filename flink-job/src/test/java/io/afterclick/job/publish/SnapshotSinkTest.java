package io.afterclick.job.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.job.record.ModelSlice;
import io.afterclick.snapshot.Manifest;
import io.afterclick.snapshot.Provenance;
import io.afterclick.snapshot.SnapshotException;
import io.afterclick.snapshot.SnapshotReader;
import io.afterclick.snapshot.SnapshotWriter;
import io.afterclick.snapshot.TensorFileWriter;
import io.afterclick.snapshot.TensorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever fails in between: a folder is a model once its checkpoint is complete, and the same bytes each time. */
final class SnapshotSinkTest {

    private static final long HUGE_ID = -1; // unsigned
    private static final int ROWS = 7;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void writeFrozenNetworks() throws IOException {
        Path frozen = folder.resolve("pretrained");
        SnapshotWriter snapshot = SnapshotWriter.begin(frozen);
        try (TensorFileWriter file = snapshot.file("dense.safetensors", List.of(TensorSpec.floats("bias", 2)))) {
            file.append("bias", new float[] {0.5f, -0.5f}, 0, 2);
            file.finish();
        }
        snapshot.publish(Manifest.full("toy", 0, provenance(), "0".repeat(64), null));
    }

    private static Provenance provenance() {
        return new Provenance("test", 7, new TreeMap<>(Map.of("run.seed", "7")), null, null, 0, 0);
    }

    /** A job's sink, of which attempts come and go. */
    private SnapshotSink sink(String name) {
        PublishedVariant variant = new PublishedVariant(
                "toy",
                List.of("left", "right"),
                List.of("colour", "size"),
                2,
                folder.resolve("pretrained").toString(),
                "test",
                7,
                new TreeMap<>(Map.of("run.seed", "7")));
        return new SnapshotSink(
                folder.resolve(name).toString(), Map.of("tesla", variant, "tesla-b", variant, "a:b=*", variant));
    }

    /** Pieces of a model: rows in their order or the other way round, some at a time. */
    private static List<ModelSlice> slices(String variant, long epoch, boolean turned, int atOnce) {
        List<ModelSlice> slices = new ArrayList<>();
        slices.add(new ModelSlice.Begin(variant, epoch, 10 * epoch, 1_000L, 2_000L + epoch));
        slices.add(new ModelSlice.Dense(variant, epoch, 1, "weight", List.of(1L, 3L), new float[] {1, 2, epoch}));
        slices.add(new ModelSlice.Dense(variant, epoch, 2, "bias", List.of(1L), new float[] {-0f}));
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            order.add(i);
        }
        if (turned) {
            Collections.reverse(order);
        }
        for (int from = 0; from < ROWS; from += atOnce) {
            slices.add(rows(variant, epoch, slices.size(), order.subList(from, Math.min(ROWS, from + atOnce))));
        }
        slices.add(new ModelSlice.End(variant, epoch, slices.size()));
        return slices;
    }

    private static ModelSlice rows(String variant, long epoch, int number, List<Integer> rows) {
        int[] fields = new int[rows.size()];
        long[] ids = new long[rows.size()];
        float[] embeddings = new float[4 * rows.size()];
        for (int i = 0; i < fields.length; i++) {
            int row = rows.get(i);
            fields[i] = row < 4 ? 0 : 1;
            ids[i] = row == 3 ? HUGE_ID : 100 + row;
            for (int j = 0; j < 4; j++) {
                embeddings[4 * i + j] = row + j / 8f + epoch;
            }
        }
        return new ModelSlice.Rows(variant, epoch, number, fields, ids, embeddings);
    }

    private static void write(SnapshotSinkWriter writer, List<ModelSlice> slices) throws IOException {
        for (ModelSlice slice : slices) {
            writer.write(slice, null);
        }
    }

    /** What a checkpoint keeps of a publication. */
    private static List<Publication> checkpoint(SnapshotSink sink, SnapshotSinkWriter writer) throws IOException {
        SimpleVersionedSerializer<Publication> serializer = sink.getCommittableSerializer();
        List<Publication> kept = new ArrayList<>();
        for (Publication publication : writer.prepareCommit()) {
            kept.add(serializer.deserialize(serializer.getVersion(), serializer.serialize(publication)));
        }
        return kept;
    }

    private static void commit(SnapshotSink sink, List<Publication> publications) throws Exception {
        List<CommitRequest<Publication>> requests = new ArrayList<>();
        for (Publication publication : publications) {
            requests.add(new Request(publication));
        }
        try (Committer<Publication> committer = sink.committer()) {
            committer.commit(requests);
        }
    }

    private Map<String, String> published(String name, String... models) throws Exception {
        SnapshotSink sink = sink(name);
        try (SnapshotSinkWriter writer = sink.writer()) {
            for (String model : models) {
                int dash = model.lastIndexOf('-');
                write(writer, slices(model.substring(0, dash), Long.parseLong(model.substring(dash + 1)), false, 3));
            }
            commit(sink, checkpoint(sink, writer));
        }
        return bytes(name);
    }

    /** All files by name, as text. */
    private Map<String, String> bytes(String name) throws IOException {
        Map<String, String> bytes = new TreeMap<>();
        Path all = folder.resolve(name);
        try (Stream<Path> files = Files.walk(all)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes.put(all.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return bytes;
    }

    private boolean isModel(String name) {
        return Files.exists(folder.resolve(name).resolve("manifest.json"));
    }

    @Test
    void folderIsAModelOnceItsCheckpointIsComplete() throws Exception {
        SnapshotSink sink = sink("out");
        try (SnapshotSinkWriter writer = sink.writer()) {
            write(writer, slices("tesla", 12, false, 3));
            List<Publication> publications = checkpoint(sink, writer);
            assertThat(isModel("out/tesla-000012")).isFalse();
            assertThatThrownBy(() -> SnapshotReader.open(folder.resolve("out/tesla-000012")))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContaining("expected a model with a manifest.json, found none");
            commit(sink, publications);
            assertThat(writer.prepareCommit()).isEmpty();
        }
        assertThat(bytes("out"))
                .containsOnlyKeys(
                        "tesla-000012/dense.safetensors",
                        "tesla-000012/frozen/dense.safetensors",
                        "tesla-000012/frozen/manifest.json",
                        "tesla-000012/manifest.json",
                        "tesla-000012/rows.safetensors");
        try (SnapshotReader model = SnapshotReader.open(folder.resolve("out/tesla-000012"))) {
            Manifest manifest = model.manifest();
            assertThat(manifest.variant()).isEqualTo("tesla");
            assertThat(manifest.epoch()).isEqualTo(12);
            assertThat(manifest.optimiserSha256()).isNull();
            assertThat(manifest.provenance().segments()).isEqualTo(12);
            assertThat(manifest.provenance().steps()).isEqualTo(120);
            assertThat(manifest.provenance().trainedFromMs()).isEqualTo(1_000);
            assertThat(manifest.provenance().trainedToMs()).isEqualTo(2_012);
            assertThat(manifest.provenance().settings())
                    .containsEntry("run.seed", "7")
                    .containsEntry("model.kind", "published-toy")
                    .containsEntry("model.parts", "predictor");
            long[] ids = new long[4];
            model.read("left.colour.ids", 0, ids, 0, 4);
            assertThat(ids).containsExactly(100, 101, 102, HUGE_ID);
            assertThat(model.floats("right.size")).containsExactly(16.25f, 16.375f, 17.25f, 17.375f, 18.25f, 18.375f);
        }
    }

    @Test
    void neitherOrderNorSizeOfPiecesChangesTheBytes() throws Exception {
        Map<String, String> expected = published("first", "tesla-2");
        SnapshotSink sink = sink("second");
        try (SnapshotSinkWriter writer = sink.writer()) {
            write(writer, slices("tesla", 2, true, 1));
            commit(sink, checkpoint(sink, writer));
        }
        assertThat(bytes("second")).isEqualTo(expected);
    }

    @Test
    void failureBetweenPiecesLeavesNoModelAndIsWrittenOver() throws Exception {
        Map<String, String> expected = published("undisturbed", "tesla-2");
        List<ModelSlice> slices = slices("tesla", 2, true, 2);
        for (int before = 1; before < slices.size(); before++) {
            String name = "failed-" + before;
            SnapshotSink sink = sink(name);
            // Never closed, as if the process was gone.
            write(sink.writer(), slices.subList(0, before));
            assertThat(isModel(name + "/tesla-000002")).isFalse();
            try (SnapshotSinkWriter next = sink.writer()) {
                assertThat(next.prepareCommit()).isEmpty();
                write(next, slices("tesla", 2, false, 3));
                commit(sink, checkpoint(sink, next));
            }
            assertThat(bytes(name)).isEqualTo(expected);
        }
    }

    @Test
    void failureBetweenFilesAndManifestIsMadeGoodByWhatTheCheckpointKept() throws Exception {
        Map<String, String> expected = published("undisturbed", "tesla-2");
        SnapshotSink sink = sink("failed");
        List<Publication> kept;
        try (SnapshotSinkWriter writer = sink.writer()) {
            write(writer, slices("tesla", 2, false, 3));
            kept = checkpoint(sink, writer);
        }
        assertThat(isModel("failed/tesla-000002")).isFalse();
        commit(sink, kept);
        assertThat(bytes("failed")).isEqualTo(expected);
        commit(sink, kept);
        assertThat(bytes("failed")).isEqualTo(expected);
    }

    @Test
    void failureBeforeTheCheckpointIsWrittenOver() throws Exception {
        Map<String, String> expected = published("undisturbed", "tesla-2");
        SnapshotSink sink = sink("failed");
        try (SnapshotSinkWriter writer = sink.writer()) {
            write(writer, slices("tesla", 2, true, 3));
            checkpoint(sink, writer);
        }
        try (SnapshotSinkWriter next = sink.writer()) {
            write(next, slices("tesla", 2, false, 2));
            commit(sink, checkpoint(sink, next));
        }
        assertThat(bytes("failed")).isEqualTo(expected);
    }

    @Test
    void modelThatIsCompleteIsLeftAsItIsWhenAnOlderStateIsPlayedAgain() throws Exception {
        Map<String, String> expected = published("out", "tesla-2");
        Path rows = folder.resolve("out/tesla-000002/rows.safetensors");
        Object key = Files.getAttribute(rows, "unix:ino");
        Object time = Files.getLastModifiedTime(rows);
        assertThat(published("out", "tesla-2")).isEqualTo(expected);
        assertThat(Files.getAttribute(rows, "unix:ino")).isEqualTo(key);
        assertThat(Files.getLastModifiedTime(rows)).isEqualTo(time);
    }

    @Test
    void completeModelOfOtherParametersIsNeverReplaced() throws Exception {
        Map<String, String> expected = published("out", "tesla-2");
        SnapshotSink sink = sink("out");
        List<ModelSlice> others = new ArrayList<>(slices("tesla", 2, false, 3));
        others.set(1, new ModelSlice.Dense("tesla", 2, 1, "weight", List.of(1L, 3L), new float[] {1, 2, 4}));
        try (SnapshotSinkWriter writer = sink.writer()) {
            assertThatThrownBy(() -> write(writer, others))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContaining("tesla-000002: expected no model or that of parameters ");
        }
        assertThat(bytes("out")).isEqualTo(expected);
    }

    @Test
    void epochsAndVariantsSideBySideAreAsEachAlone() throws Exception {
        Map<String, String> expected = new TreeMap<>(published("a", "tesla-2"));
        expected.putAll(published("b", "tesla-3"));
        expected.putAll(published("c", "tesla-b-2"));
        SnapshotSink sink = sink("together");
        List<ModelSlice> tesla = new ArrayList<>(slices("tesla", 2, false, 2));
        tesla.addAll(slices("tesla", 3, false, 2));
        List<ModelSlice> other = slices("tesla-b", 2, true, 1);
        try (SnapshotSinkWriter writer = sink.writer()) {
            for (int i = 0; i < Math.max(tesla.size(), other.size()); i++) {
                write(writer, tesla.subList(Math.min(i, tesla.size()), Math.min(i + 1, tesla.size())));
                write(writer, other.subList(Math.min(i, other.size()), Math.min(i + 1, other.size())));
            }
            commit(sink, checkpoint(sink, writer));
        }
        assertThat(bytes("together")).isEqualTo(expected);
    }

    @Test
    void modelInPiecesOnBothSidesOfACheckpointBelongsToTheNext() throws Exception {
        Map<String, String> expected = published("undisturbed", "tesla-2");
        SnapshotSink sink = sink("out");
        List<ModelSlice> slices = slices("tesla", 2, false, 3);
        try (SnapshotSinkWriter writer = sink.writer()) {
            write(writer, slices.subList(0, 4));
            assertThat(checkpoint(sink, writer)).isEmpty();
            write(writer, slices.subList(4, slices.size()));
            commit(sink, checkpoint(sink, writer));
        }
        assertThat(bytes("out")).isEqualTo(expected);
    }

    @Test
    void whatFailedAttemptsLeftIsRemovedWithTheNextModelOfItsVariant() throws Exception {
        SnapshotSink sink = sink("out");
        write(sink.writer(), slices("tesla", 2, false, 3).subList(0, 4));
        try (SnapshotSinkWriter writer = sink.writer()) {
            write(writer, slices("tesla", 3, false, 3));
            write(writer, slices("tesla-b", 3, false, 3));
        }
        write(sink.writer(), slices("tesla", 5, false, 3).subList(0, 4));
        published("out", "tesla-1");
        published("out", "tesla-4");
        try (Stream<Path> left = Files.list(folder.resolve("out"))) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("tesla-000001", "tesla-000004", "tesla-b-000003", ".tesla-000005.rows");
        }
    }

    @Test
    void nameOfAVariantBecomesANameOfAFile() throws Exception {
        assertThat(published("out", "a:b=*-2")).containsKey("a%3Ab%3D%2A-000002/manifest.json");
    }

    @Test
    void missingPieceIsRefused() throws IOException {
        SnapshotSink sink = sink("out");
        try (SnapshotSinkWriter writer = sink.writer()) {
            List<ModelSlice> slices = slices("tesla", 2, false, 3);
            assertThatThrownBy(() -> write(writer, slices.subList(1, 2)))
                    .hasMessage("published model of tesla: expected a first piece, found piece 1 of epoch 2");
            write(writer, slices.subList(0, 2));
            assertThatThrownBy(() -> write(writer, slices.subList(3, 4)))
                    .hasMessage("published model of tesla: expected piece 2 of epoch 2, found piece 3 of epoch 2");
            assertThatThrownBy(() -> write(writer, slices("reader", 2, false, 3)))
                    .hasMessageContaining("expected one of [")
                    .hasMessageContaining("found reader");
        }
    }

    /** A request that only succeeds. */
    private record Request(Publication publication) implements CommitRequest<Publication> {
        @Override
        public Publication getCommittable() {
            return publication;
        }

        @Override
        public int getNumberOfRetries() {
            return 0;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void retryLater() {
            throw new AssertionError("expected a commit that succeeds");
        }

        @Override
        public void updateAndRetryLater(Publication other) {
            throw new AssertionError("expected a commit that succeeds");
        }

        @Override
        public void signalAlreadyCommitted() {
            throw new AssertionError("expected a commit that succeeds");
        }
    }
}
