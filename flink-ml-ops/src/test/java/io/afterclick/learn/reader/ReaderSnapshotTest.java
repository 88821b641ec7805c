package io.afterclick.learn.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.learn.ModelPart;
import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.embedding.RowInitialiser;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.layer.WeightInitialiser;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.matrix.Nd4jEngine;
import io.afterclick.learn.optimise.DenseOptimiser;
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
import io.afterclick.snapshot.pytorch.PublishedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReaderSnapshotTest {

    private static final Provenance PROVENANCE = new Provenance("test", 1, new TreeMap<>(), null, null, 0, 0);

    @TempDir
    private Path folder;

    private final ReaderCase golden = new ReaderCase(new Nd4jEngine(), false);

    ReaderSnapshotTest() throws IOException {}

    /** Networks that know nothing of the golden case until they are loaded. */
    private static final class Loaded {
        final RowTable table;
        final RowTable routerTable;
        final RowTable calibratorTable;
        final ReaderPredictor predictor;
        final Router router;
        final Calibrator calibrator;
        final DenseOptimiser optimiser;

        Loaded(RowMode mode) {
            MatrixEngine engine = new Nd4jEngine();
            table = table(mode);
            routerTable = table(RowMode.LAZY);
            calibratorTable = table(RowMode.LAZY);
            int fields = ReaderCase.FIELDS;
            predictor = new ReaderPredictor(engine, fields, table.rows().layout(), table.rows(), table.optimiser());
            router = new Router(
                    engine, fields, routerTable.rows().layout(), routerTable.rows(), routerTable.optimiser());
            calibrator = new Calibrator(
                    engine,
                    fields,
                    calibratorTable.rows().layout(),
                    calibratorTable.rows(),
                    calibratorTable.optimiser());
            predictor.initialise(new WeightInitialiser(5));
            optimiser = predictor.optimiser();
        }

        private static RowTable table(RowMode mode) {
            return RowTable.begin(
                    ReaderCase.FIELDS, new RowLayout(1, ReaderCase.DIMENSION, true), new RowInitialiser(1, 1), mode);
        }

        ModelPart online() {
            return ReaderParts.predictor(predictor, ReaderCase.NAMES, table.rows(), table.optimiser(), optimiser);
        }

        Model training() {
            return new Model(ReaderParts.KIND, List.of(online()));
        }

        Model frozen() {
            return new Model(ReaderParts.KIND, List.of(routerPart(), calibratorPart()));
        }

        Model whole() {
            return new Model(ReaderParts.KIND, List.of(online(), routerPart(), calibratorPart()));
        }

        private ModelPart routerPart() {
            return ReaderParts.router(router, ReaderCase.NAMES, routerTable.rows(), routerTable.optimiser());
        }

        private ModelPart calibratorPart() {
            return ReaderParts.calibrator(
                    calibrator, ReaderCase.NAMES, calibratorTable.rows(), calibratorTable.optimiser());
        }

        ReaderLearner learner() {
            return new ReaderLearner(
                    predictor, router, calibrator, optimiser, ReaderOptions.published(), LearningRate.published());
        }
    }

    private Manifest importGolden(Path into) throws IOException {
        Golden checkpoint = Golden.open("reader");
        return new ModelImport(ReaderCase.NAMES)
                .add(PublishedModel.READER, checkpoint.tensors(), "model_before.")
                .add(PublishedModel.ROUTER, checkpoint.tensors(), "router.")
                .add(PublishedModel.CALIBRATOR, checkpoint.tensors(), "calibrator.")
                .write(into, "reader", PROVENANCE);
    }

    private static Loaded load(Path from, RowMode mode) throws IOException {
        Loaded loaded = new Loaded(mode);
        try (ModelReader reader = ModelReader.open(from)) {
            reader.load(loaded.whole());
        }
        return loaded;
    }

    @Test
    void aPublishedCheckpointBecomesAModel() throws IOException {
        Manifest manifest = importGolden(folder);
        Loaded loaded = load(folder, RowMode.LAZY);
        assertThat(ModelDigest.parameters(loaded.whole())).isEqualTo(manifest.parametersSha256());
        same(loaded.predictor, golden.predictor);
        same(loaded.router, golden.router);
        same(loaded.calibrator, golden.calibrator);
        assertThat(rows(loaded.table.rows())).isEqualTo(rows(golden.rows));
        assertThat(rows(loaded.routerTable.rows())).isEqualTo(rows(golden.routerRows));
        assertThat(rows(loaded.calibratorTable.rows())).isEqualTo(rows(golden.calibratorRows));
    }

    @Test
    void networksAreAModelBeforeAndAfterTheyAreFrozen() throws IOException {
        ReaderSettings settings = new ReaderSettings(ReaderCase.FIELDS, ReaderCase.DIMENSION, 1000, 20, 4);
        Manifest manifest = importGolden(folder.resolve("published"));
        ReaderNetworks networks = ReaderNetworks.toBeLoaded(new Nd4jEngine(), settings, 1, 1);
        Model model = new Model(ReaderParts.KIND, ReaderParts.of(networks, ReaderCase.NAMES));
        try (ModelReader reader = ModelReader.open(folder.resolve("published"))) {
            reader.load(model);
        }
        assertThat(ModelDigest.parameters(model)).isEqualTo(manifest.parametersSha256());
        same(networks.calibrator(), golden.calibrator);

        ReaderNetworks pretrained = ReaderNetworks.begin(new Nd4jEngine(), settings, 2, 1, RowMode.DEFERRED);
        Model before = new Model(ReaderParts.KIND, ReaderParts.of(pretrained, ReaderCase.NAMES));
        Model after = new Model(ReaderParts.KIND, ReaderParts.of(pretrained.frozen(), ReaderCase.NAMES));
        assertThat(ModelDigest.parameters(before)).isEqualTo(ModelDigest.parameters(after));
        assertThat(ModelDigest.parameters(before)).isNotEqualTo(manifest.parametersSha256());
    }

    private static void same(Network one, Network other) {
        for (int i = 0; i < one.parameters().size(); i++) {
            DenseParameter expected = other.parameters().get(i);
            assertThat(one.parameters().get(i).values()).as(expected.name()).isEqualTo(expected.values());
        }
    }

    /** Rows in the order of field and key. */
    private static TreeMap<String, List<Float>> rows(HeapRows rows) {
        TreeMap<String, List<Float>> sorted = new TreeMap<>();
        rows.forEach((field, key, row) -> {
            Float[] boxed = new Float[row.length];
            for (int i = 0; i < row.length; i++) {
                boxed[i] = row[i];
            }
            sorted.put(field + " " + key, List.of(boxed));
        });
        return sorted;
    }

    @ParameterizedTest
    @EnumSource(RowMode.class)
    void theNextStepIsTheSameToTheLastBit(RowMode mode) throws IOException {
        importGolden(folder.resolve("start"));
        Loaded model = load(folder.resolve("start"), mode);
        ReaderLearner learner = model.learner();
        assertThat(learner.train(golden.batch(0, 16), 0).applied()).isTrue();
        assertThat(learner.train(golden.batch(16, 32), 0).applied()).isTrue();
        assertThat(learner.train(golden.batch(8, 24), 1).applied()).isTrue();
        Manifest manifest =
                new ModelWriter(model.training(), "reader", PROVENANCE).writeWithOptimiser(folder.resolve("online"), 1);

        Loaded restored = new Loaded(mode);
        try (ModelReader reader = ModelReader.open(folder.resolve("start"))) {
            reader.load(restored.frozen());
        }
        try (ModelReader reader = ModelReader.open(folder.resolve("online"))) {
            reader.loadWithOptimiser(restored.training());
        }
        assertThat(ModelDigest.parameters(restored.training())).isEqualTo(manifest.parametersSha256());
        assertThat(ModelDigest.optimiser(restored.training())).isEqualTo(manifest.optimiserSha256());

        ReaderLearner other = restored.learner();
        for (int segment = 1; segment < 3; segment++) {
            assertThat(other.train(golden.batch(20, 48), segment))
                    .isEqualTo(learner.train(golden.batch(20, 48), segment));
        }
        same(restored.predictor, model.predictor);
        assertThat(ModelDigest.parameters(restored.training())).isEqualTo(ModelDigest.parameters(model.training()));
        assertThat(ModelDigest.optimiser(restored.training())).isEqualTo(ModelDigest.optimiser(model.training()));
        assertThat(ModelDigest.parameters(restored.training())).isNotEqualTo(manifest.parametersSha256());
        double[] scores = new double[ReaderCase.SAMPLES];
        double[] otherScores = new double[ReaderCase.SAMPLES];
        learner.score(golden.keys(), ReaderCase.SAMPLES, scores);
        other.score(golden.keys(), ReaderCase.SAMPLES, otherScores);
        assertThat(otherScores).isEqualTo(scores);
    }
}
