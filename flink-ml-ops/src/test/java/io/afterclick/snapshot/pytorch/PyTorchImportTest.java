package io.afterclick.snapshot.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.npz.Golden;
import io.afterclick.snapshot.SnapshotException;
import io.afterclick.snapshot.TensorFileReader;
import io.afterclick.snapshot.TensorFileWriter;
import io.afterclick.snapshot.TensorSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PyTorchImportTest {

    private static final List<String> FIELDS =
            IntStream.range(0, 22).mapToObj(i -> "f" + i).toList();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "tesla, TESLA, pre.",
        "tesla, TESLA, stream_before.",
        "tesla, TESLA, after_both_steps.",
        "tesla, CONVERSION_DELAY, inwtn_pay.",
        "tesla, REFUND_DELAY, inwtn_refund.",
        "reader, READER, model_before.",
        "reader, READER, after_adam.",
        "reader, READER, grad.",
        "reader, ROUTER, router.",
        "reader, CALIBRATOR, calibrator."
    })
    void everyPublishedTensorGetsOneOfOurNames(String name, PublishedModel model, String prefix) throws IOException {
        Golden golden = Golden.open(name);
        PyTorchImport imported = PyTorchImport.of(model, golden.tensors(), prefix, FIELDS);
        Set<String> ours = new HashSet<>();
        imported.specs().forEach(spec -> ours.add(spec.name()));
        long published = golden.arrays(prefix).stream()
                .filter(array -> !PublishedModel.ignores(array.substring(prefix.length())))
                .count();
        assertThat(ours).hasSize((int) published);
        assertThat(ours).isEqualTo(Set.copyOf(model.names(FIELDS).values()));
    }

    @Test
    void valuesAndShapesAreThoseOfTheirTensor() throws IOException {
        Golden golden = Golden.open("reader");
        PyTorchImport imported = PyTorchImport.of(PublishedModel.READER, golden.tensors(), "model_before.", FIELDS);
        assertThat(imported.specs())
                .contains(
                        TensorSpec.floats("embedding.f7", 50, 4),
                        TensorSpec.floats("trunk.linear2.weight", 512, 1024),
                        TensorSpec.floats("trunk.dice1.alpha", 1024),
                        TensorSpec.floats("repurchase.linear4.weight", 1, 64));
        assertThat(imported.floats("single.linear4.weight")).isEqualTo(golden.floats("model_before.tower1.out.weight"));
        assertThatThrownBy(() -> imported.floats("other"))
                .hasMessage("tensor other: expected among those of golden case reader, found none");
    }

    @Test
    void batchNormKeepsItsStatisticsAndLosesItsCounter() throws IOException {
        Golden golden = Golden.open("tesla");
        PyTorchImport imported = PyTorchImport.of(PublishedModel.TESLA, golden.tensors(), "after_both_steps.", FIELDS);
        assertThat(imported.floats("rfr.norm2.gamma")).isEqualTo(golden.floats("after_both_steps.net_ln2.weight"));
        assertThat(imported.floats("rfr.norm2.mean")).isEqualTo(golden.floats("after_both_steps.net_ln2.running_mean"));
        assertThat(imported.specs())
                .extracting(TensorSpec::name)
                .contains("cvr.norm1.variance", "cvr.norm1.beta")
                .noneMatch(name -> name.contains("num_batches"));
    }

    @Test
    void aModelPassesThroughAFileOfItsOwn() throws IOException {
        Golden golden = Golden.open("tesla");
        PyTorchImport imported =
                PyTorchImport.of(PublishedModel.CONVERSION_DELAY, golden.tensors(), "inwtn_pay.", FIELDS);
        Path file = folder.resolve("delay.safetensors");
        try (TensorFileWriter writer = TensorFileWriter.create(file, imported.specs(), Map.of())) {
            for (TensorSpec spec : writer.order()) {
                imported.copy(spec, writer);
            }
            writer.finish();
        }
        try (TensorFileReader reader = TensorFileReader.open(file)) {
            assertThat(reader.specs()).containsExactlyInAnyOrderElementsOf(imported.specs());
            for (TensorSpec spec : imported.specs()) {
                assertThat(reader.floats(spec.name())).isEqualTo(imported.floats(spec.name()));
            }
        }
    }

    @Test
    void aSafetensorsFileIsASourceToo() throws IOException {
        Path file = folder.resolve("model.safetensors");
        List<TensorSpec> theirs = PublishedModel.ROUTER.names(List.of("a")).keySet().stream()
                .map(name -> TensorSpec.floats(name, name.endsWith(".alpha") ? new long[] {1, 2} : new long[] {2}))
                .toList();
        try (TensorFileWriter writer = TensorFileWriter.create(file, theirs, Map.of("format", "pt"))) {
            for (TensorSpec spec : writer.order()) {
                writer.append(spec.name(), new float[] {1, 2}, 0, 2);
            }
            writer.finish();
        }
        try (TensorFileReader reader = TensorFileReader.open(file)) {
            PyTorchImport imported = PyTorchImport.of(PublishedModel.ROUTER, reader, "", List.of("a"));
            assertThat(imported.specs()).contains(TensorSpec.floats("router.dice1.alpha", 2));
            assertThat(imported.floats("router.embedding.a")).containsExactly(1, 2);
            assertThatThrownBy(() -> PyTorchImport.of(PublishedModel.ROUTER, reader, "", List.of("a", "b")))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessage(file + ": expected the tensors of ROUTER for 2 fields under \"\", found none that it"
                            + " does not have, and missed embeddings.1.weight");
        }
    }

    @Test
    void namesOfAnotherModelAreRefusedInOneLine() throws IOException {
        Golden golden = Golden.open("reader");
        assertThatThrownBy(() -> PyTorchImport.of(PublishedModel.CALIBRATOR, golden.tensors(), "router.", FIELDS))
                .isInstanceOf(SnapshotException.class)
                .hasMessage("golden case reader: expected the tensors of CALIBRATOR for 22 fields under \"router.\","
                        + " found dice5.alpha, fc6.weight, fc6.bias that it does not have, and missed dice1.alpha,"
                        + " fc2.weight, fc2.bias and 3 more");
    }

    @Test
    void deadWeightIsPassedOver() {
        assertThat(PublishedModel.ignores("refund_adapter.1.running_mean")).isTrue();
        assertThat(PublishedModel.ignores("net_ln1.num_batches_tracked")).isTrue();
        assertThat(PublishedModel.ignores("fc1.weight")).isFalse();
    }
}
