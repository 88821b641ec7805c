package io.afterclick.ml;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.learn.Scores;
import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.matrix.MatrixEngines;
import io.afterclick.learn.tesla.TeslaNetworks;
import io.afterclick.learn.tesla.TeslaParts;
import io.afterclick.learn.tesla.TeslaPredictor;
import io.afterclick.learn.tesla.TeslaScorer;
import io.afterclick.learn.tesla.TeslaSettings;
import io.afterclick.learn.tesla.TeslaVariant;
import io.afterclick.model.Model;
import io.afterclick.model.ModelReader;
import io.afterclick.model.ModelWriter;
import io.afterclick.snapshot.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** TESLA's predictor as a folder. */
final class TeslaFolder {

    private TeslaFolder() {}

    /** Reads a predictor to be asked. */
    static ClickScorer read(Path folder) throws IOException {
        try (ModelReader reader = ModelReader.open(folder)) {
            ModelDesign design = ModelDesign.of(reader.manifest(), folder.toString());
            FeatureSpace features = design.features();
            TeslaVariant variant = Expected.constant(TeslaVariant.class, design.variant());
            TeslaSettings settings =
                    TeslaSettings.of(features.size()).with(variant).withDimension(design.dimension());
            TeslaNetworks networks =
                    TeslaNetworks.toBeLoaded(MatrixEngines.best(), settings, design.seed(), design.rowInitStd());
            reader.load(new Model(
                    TeslaParts.kind(variant),
                    List.of(TeslaParts.predictor(
                            networks.predictor(),
                            variant,
                            features.names(),
                            networks.table().rows()))));
            return new Predictor(features, new TeslaScorer(networks.predictor(), features.size()));
        }
    }

    /** Writes a predictor with its rows; rows only their origin has are written too. */
    static ModelData write(TeslaPredictor predictor, HeapRows rows, ModelDesign design, Provenance provenance) {
        TeslaVariant variant = Expected.constant(TeslaVariant.class, design.variant());
        Model model = new Model(
                TeslaParts.kind(variant),
                List.of(TeslaParts.predictor(
                        predictor, variant, design.features().names(), rows)));
        return HeldModel.written(folder -> new ModelWriter(model, design.variant(), provenance).write(folder, 0));
    }

    private record Predictor(FeatureSpace features, TeslaScorer scorer) implements ClickScorer {
        @Override
        public void score(long[][] keys, int n, Scores into) {
            scorer.score(keys, n, into);
        }
    }
}
