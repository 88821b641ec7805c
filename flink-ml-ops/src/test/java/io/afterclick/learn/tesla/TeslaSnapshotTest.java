package io.afterclick.learn.tesla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.learn.StepResult;
import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.matrix.Nd4jEngine;
import io.afterclick.learn.optimise.DenseParameter;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.optimise.RowTable;
import io.afterclick.model.Model;
import io.afterclick.model.ModelDigest;
import io.afterclick.model.ModelImport;
import io.afterclick.model.ModelReader;
import io.afterclick.model.ModelWriter;
import io.afterclick.npz.Golden;
import io.afterclick.snapshot.Manifest;
import io.afterclick.snapshot.Provenance;
import io.afterclick.snapshot.SnapshotException;
import io.afterclick.snapshot.pytorch.PublishedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TeslaSnapshotTest {

    private static final Provenance PROVENANCE = new Provenance("test", 1, new TreeMap<>(), null, null, 0, 0);
    private static final String KIND = TeslaParts.kind(TeslaVariant.TESLA);

    @TempDir
    private Path folder;

    private final Golden golden = Golden.open("tesla");
    private final Golden three = Golden.open("tesla_3step");
    private final MatrixEngine engine = new Nd4jEngine();
    private Path start;
    private Manifest imported;

    TeslaSnapshotTest() throws IOException {
        start = Path.of("");
        imported = Manifest.full("none", 0, PROVENANCE, "", null);
    }

    @BeforeEach
    void importGolden() throws IOException {
        start = folder.resolve("start");
        imported = new ModelImport(GoldenTesla.NAMES)
                .add(PublishedModel.TESLA, golden.tensors(), "pre.")
                .add(PublishedModel.CONVERSION_DELAY, golden.tensors(), "inwtn_pay.")
                .add(PublishedModel.REFUND_DELAY, golden.tensors(), "inwtn_refund.")
                .write(start, "tesla", PROVENANCE);
    }

    private static Model whole(TeslaNetworks networks) {
        return new Model(KIND, TeslaParts.of(networks, GoldenTesla.NAMES));
    }

    private TeslaNetworks pretrained() throws IOException {
        TeslaNetworks networks = TeslaNetworks.toBeLoaded(engine, GoldenTesla.SETTINGS, 1, 1);
        try (ModelReader reader = ModelReader.open(start)) {
            reader.load(whole(networks));
        }
        return networks;
    }

    /** An online predictor on a table that goes on from the frozen one. */
    private static final class Online {
        final RowTable table;
        final TeslaPredictor predictor;
        private final TeslaLearner learner;
        private final CounterSampler sampler = new CounterSampler(11);

        Online(TeslaNetworks frozen, RowMode mode) {
            table = frozen.table().continued(mode);
            predictor = TeslaPredictor.trained(frozen.work(), GoldenTesla.SETTINGS, table.rows(), table.optimiser());
            TeslaNetworks.copy(frozen.predictor().parameters(), predictor.parameters());
            predictor.pushParameters();
            learner = new TeslaLearner(
                    GoldenTesla.SETTINGS,
                    predictor,
                    frozen.predictor(),
                    frozen.delays(DelayModel.Of.CONVERSION),
                    frozen.delays(DelayModel.Of.REFUND),
                    64);
        }

        Model model() {
            return new Model(
                    KIND,
                    List.of(TeslaParts.predictor(predictor, TeslaVariant.TESLA, GoldenTesla.NAMES, table.rows())));
        }

        double train(TeslaBatch batch, long number) {
            sampler.begin(0, number);
            assertThat(batch.size()).isPositive();
            StepResult result = learner.train(batch, sampler);
            assertThat(result.applied()).isTrue();
            return result.loss();
        }
    }

    private TeslaBatch batch(int number) throws IOException {
        return GoldenTesla.batch(three, "batch" + number + ".");
    }

    @Test
    void publishedCheckpointsBecomeAModel() throws IOException {
        TeslaNetworks networks = pretrained();
        assertThat(ModelDigest.parameters(whole(networks))).isEqualTo(imported.parametersSha256());
        GoldenTesla published = new GoldenTesla(golden, engine);
        same(networks.predictor().parameters(), published.frozen("pre.").parameters());
        for (DelayModel.Of of : DelayModel.Of.values()) {
            same(networks.delays(of).parameters(), published.frozenDelays(of).parameters());
        }
        HeapRows rows = networks.table().rows();
        RowLayout layout = rows.layout();
        float[] row = new float[layout.width()];
        float[] shared = golden.floats("pre.shared_embeddings.3.weight");
        rows.read(3, 17, row);
        for (int d = 0; d < layout.dimension(); d++) {
            assertThat(row[layout.embedding(2) + d]).isEqualTo(shared[17 * layout.dimension() + d]);
        }
    }

    private static void same(List<DenseParameter> ours, List<DenseParameter> theirs) {
        assertThat(ours).hasSameSizeAs(theirs);
        for (int i = 0; i < ours.size(); i++) {
            assertThat(ours.get(i).values())
                    .as(ours.get(i).name())
                    .isEqualTo(theirs.get(i).values());
        }
    }

    @ParameterizedTest
    @EnumSource(RowMode.class)
    void theNextStepIsTheSameToTheLastBit(RowMode mode) throws IOException {
        TeslaNetworks frozen = pretrained();
        Online online = new Online(frozen, mode);
        assertThat(ModelDigest.parameters(online.model()))
                .isEqualTo(ModelDigest.parameters(new Model(
                        KIND,
                        List.of(TeslaParts.predictor(
                                frozen.predictor(),
                                TeslaVariant.TESLA,
                                GoldenTesla.NAMES,
                                frozen.table().rows())))));
        online.train(batch(0), 0);
        online.train(batch(1), 1);
        Path folder = this.folder.resolve("online");
        Manifest manifest = new ModelWriter(online.model(), "tesla", PROVENANCE).writeWithOptimiser(folder, 1);

        Online restored = new Online(pretrained(), mode);
        try (ModelReader reader = ModelReader.open(folder)) {
            reader.loadWithOptimiser(restored.model());
        }
        assertThat(ModelDigest.parameters(restored.model())).isEqualTo(manifest.parametersSha256());
        assertThat(ModelDigest.optimiser(restored.model())).isEqualTo(manifest.optimiserSha256());
        for (int next = 2; next < 5; next++) {
            assertThat(restored.train(batch(next % 3), next)).isEqualTo(online.train(batch(next % 3), next));
        }
        same(restored.predictor.parameters(), online.predictor.parameters());
        assertThat(ModelDigest.parameters(restored.model())).isEqualTo(ModelDigest.parameters(online.model()));
        assertThat(ModelDigest.optimiser(restored.model())).isEqualTo(ModelDigest.optimiser(online.model()));
        assertThat(ModelDigest.parameters(restored.model())).isNotEqualTo(manifest.parametersSha256());
    }

    @Test
    void networksInPretrainingAreAModelToo() throws IOException {
        TeslaNetworks networks = TeslaNetworks.begin(engine, GoldenTesla.SETTINGS, 4, 1, RowMode.DEFERRED);
        Path folder = this.folder.resolve("pretraining");
        Manifest manifest = new ModelWriter(whole(networks), "tesla", PROVENANCE).writeWithOptimiser(folder, 0);
        TeslaNetworks frozen = TeslaNetworks.toBeLoaded(engine, GoldenTesla.SETTINGS, 4, 1);
        try (ModelReader reader = ModelReader.open(folder)) {
            reader.load(whole(frozen));
        }
        assertThat(ModelDigest.parameters(whole(frozen))).isEqualTo(manifest.parametersSha256());
        same(frozen.predictor().parameters(), networks.predictor().parameters());
    }

    @Test
    void anotherVariantIsRefused() throws IOException {
        TeslaSettings shared = GoldenTesla.SETTINGS.with(TeslaVariant.SHARED);
        TeslaNetworks networks = TeslaNetworks.toBeLoaded(engine, shared, 1, 1);
        Model model = new Model(TeslaParts.kind(TeslaVariant.SHARED), TeslaParts.of(networks, GoldenTesla.NAMES));
        try (ModelReader reader = ModelReader.open(start)) {
            assertThatThrownBy(() -> reader.load(model))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessage(start + ": expected a model of kind tesla-shared, found kind tesla");
        }
    }
}
