package io.afterclick.job.variant;

import io.afterclick.job.trainer.LearnerOpener;
import io.afterclick.learn.DurableLearner;
import io.afterclick.learn.MeasuredDefaults;
import io.afterclick.learn.RowFormat;
import io.afterclick.learn.RowKeeper;
import io.afterclick.learn.embedding.EmbeddingRows;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.DenseOptimiser;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.optimise.RowOptimiser;
import io.afterclick.learn.optimise.StandingRows;
import io.afterclick.learn.tesla.TeslaNetworks;
import io.afterclick.learn.tesla.TeslaOnline;
import io.afterclick.learn.tesla.TeslaOracle;
import io.afterclick.learn.tesla.TeslaParts;
import io.afterclick.learn.tesla.TeslaPredictor;
import io.afterclick.learn.tesla.TeslaSettings;
import io.afterclick.learn.tesla.TeslaVariant;
import io.afterclick.model.Model;
import java.io.IOException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Opens TESLA, its frozen networks alone, or its oracle, all from a folder of pretrained networks.
 *
 * @param folder of the pretrained networks
 */
record TeslaOpener(VariantSpec spec, ModelDefaults defaults, String folder) implements LearnerOpener {

    private static final Set<String> OPTIONS = Set.of("weighting", "rows", "learning-rate", "variant");

    TeslaOpener {
        spec.require(OPTIONS);
        settings(spec, defaults);
        spec.word("rows", RowMode.class, defaults.rows());
    }

    /** Settings of a variant. */
    static TeslaSettings settings(VariantSpec spec, ModelDefaults defaults) {
        TeslaSettings.Weighting weighting =
                defaults.onlineWeighting() ? TeslaSettings.Weighting.ONLINE : TeslaSettings.Weighting.PRETRAINED;
        return TeslaSettings.of(defaults.fields().size())
                .withDimension(defaults.dimension())
                .withLearningRate(
                        spec.number("learning-rate", defaults.learningRateOr(MeasuredDefaults.TESLA_LEARNING_RATE)))
                .with(spec.word("variant", TeslaVariant.class, TeslaVariant.TESLA))
                .with(spec.word("weighting", TeslaSettings.Weighting.class, weighting));
    }

    @Override
    public SortedMap<String, String> identity() throws IOException {
        SortedMap<String, String> identity = new PretrainedFolder(folder).identity(spec, defaults);
        identity.put("rows", spec.word("rows", RowMode.class, defaults.rows()).toString());
        identity.put("TESLA's variant", settings(spec, defaults).variant().toString());
        return identity;
    }

    @Override
    public DurableLearner open(MatrixEngine engine, RowKeeper keeper) throws IOException {
        TeslaSettings settings = settings(spec, defaults);
        TeslaNetworks frozen = TeslaNetworks.toBeLoaded(engine, settings, defaults.seed(), defaults.deviation());
        new PretrainedFolder(folder)
                .load(new Model(TeslaParts.kind(settings.variant()), TeslaParts.of(frozen, defaults.fields())));
        if (spec.kind() == ModelKind.PRETRAINED) {
            return new DurableLearner(
                    FrozenLearner.of(frozen),
                    frozen.predictor(),
                    new TreeMap<>(),
                    StandingRows.INSTANCE,
                    TeslaParts.format(settings, defaults.fields(), false));
        }
        RowFormat format = TeslaParts.format(settings, defaults.fields(), true);
        EmbeddingRows rows = keeper.keep(format.layout(), frozen.table().rows());
        RowOptimiser rowOptimiser = spec.word("rows", RowMode.class, defaults.rows())
                .optimiser(format.layout(), RowMode.newHistories(format.layout()));
        if (spec.kind() == ModelKind.ORACLE) {
            TeslaOracle oracle = new TeslaOracle(settings, frozen, rows, rowOptimiser, defaults.batchCapacity());
            return new DurableLearner(oracle, oracle.predictor(), optimisers(oracle.predictor()), rowOptimiser, format);
        }
        TeslaOnline online =
                new TeslaOnline(settings, frozen, rows, rowOptimiser, defaults.seed(), defaults.batchCapacity());
        return new DurableLearner(online, online.predictor(), optimisers(online.predictor()), rowOptimiser, format);
    }

    private static SortedMap<String, DenseOptimiser> optimisers(TeslaPredictor predictor) {
        SortedMap<String, DenseOptimiser> optimisers = new TreeMap<>();
        predictor.optimisers(optimisers::put);
        return optimisers;
    }
}
