package io.afterclick.ml;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.learn.Scores;
import io.afterclick.learn.matrix.MatrixEngines;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.optimise.RowTable;
import io.afterclick.learn.reader.LearningRate;
import io.afterclick.learn.reader.ReaderNetworks;
import io.afterclick.learn.reader.ReaderOnline;
import io.afterclick.learn.reader.ReaderOptions;
import io.afterclick.learn.reader.ReaderParts;
import io.afterclick.learn.reader.ReaderPredictor;
import io.afterclick.learn.reader.ReaderSettings;
import io.afterclick.model.Model;
import io.afterclick.model.ModelReader;
import io.afterclick.model.ModelWriter;
import io.afterclick.snapshot.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What of READER is asked for a score, its predictor and its router, as a folder. */
final class ReaderFolder {

    private static final String VARIANT = "reader";

    private ReaderFolder() {}

    /** The design of a model that such an estimator trains. */
    static ModelDesign design(ReaderParams<?> params, FeatureSpace features) {
        return ModelDesign.of(params, features, VARIANT, params.getEmbeddingDimension());
    }

    /**
     * Writes a predictor that was trained online, with the router that was frozen before.
     *
     * @param rows those of the predictor
     */
    static ModelData write(
            ReaderPredictor predictor,
            RowTable rows,
            ReaderNetworks frozen,
            ModelDesign design,
            Provenance provenance) {
        Model model = model(predictor, rows, frozen, design.features().names());
        return HeldModel.written(folder -> new ModelWriter(model, VARIANT, provenance).write(folder, 0));
    }

    /** Reads a model to be asked. */
    static ClickScorer read(Path folder) throws IOException {
        try (ModelReader reader = ModelReader.open(folder)) {
            ModelDesign design = ModelDesign.of(reader.manifest(), folder.toString());
            FeatureSpace features = design.features();
            ReaderSettings settings = settings(features.size(), design.dimension());
            ReaderNetworks networks =
                    ReaderNetworks.toBeLoaded(MatrixEngines.best(), settings, design.seed(), design.rowInitStd());
            reader.load(model(networks.predictor(), networks.table(), networks, features.names()));
            RowTable rows = networks.table().continued(RowMode.LAZY);
            return new Online(
                    features,
                    new ReaderOnline(
                            networks,
                            rows.rows(),
                            rows.optimiser(),
                            ReaderOptions.published(),
                            LearningRate.published()));
        }
    }

    private static Model model(ReaderPredictor predictor, RowTable rows, ReaderNetworks networks, List<String> fields) {
        RowTable router = networks.routerTable();
        return new Model(
                ReaderParts.KIND,
                List.of(
                        ReaderParts.predictor(predictor, fields, rows.rows(), rows.optimiser()),
                        ReaderParts.router(networks.router(), fields, router.rows(), router.optimiser())));
    }

    /** Settings of networks that are only asked; how they were trained does not matter. */
    private static ReaderSettings settings(int fields, int dimension) {
        ReaderSettings published = ReaderSettings.of(fields);
        return new ReaderSettings(
                fields, dimension, published.attribution(), published.batchSize(), published.minBatch());
    }

    private record Online(FeatureSpace features, ReaderOnline online) implements ClickScorer {
        @Override
        public void score(long[][] keys, int n, Scores into) {
            online.score(keys, n, into);
        }
    }
}
