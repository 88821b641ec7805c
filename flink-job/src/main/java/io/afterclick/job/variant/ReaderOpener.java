package io.afterclick.job.variant;

import io.afterclick.learn.DurableLearner;
import io.afterclick.learn.MeasuredDefaults;
import io.afterclick.learn.RowFormat;
import io.afterclick.learn.RowKeeper;
import io.afterclick.learn.embedding.EmbeddingRows;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.DenseOptimiser;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.optimise.RowOptimiser;
import io.afterclick.learn.optimise.RowTable;
import io.afterclick.learn.optimise.StandingRows;
import io.afterclick.learn.reader.LearningRate;
import io.afterclick.learn.reader.ReaderNetworks;
import io.afterclick.learn.reader.ReaderOnline;
import io.afterclick.learn.reader.ReaderOptions;
import io.afterclick.learn.reader.ReaderParts;
import io.afterclick.learn.reader.ReaderPredictor;
import io.afterclick.learn.reader.ReaderSettings;
import io.afterclick.model.Model;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Opens READER or its frozen networks alone, from a folder of pretrained networks.
 *
 * @param folder of the pretrained networks
 */
record ReaderOpener(VariantSpec spec, ModelDefaults defaults, String folder) implements VariantOpener {

    private static final Set<String> OPTIONS = Set.of(
            "rows",
            "learning-rate",
            "learning-rate-min",
            "router",
            "calibration",
            "alignment",
            "unlearning",
            "single-branch",
            "clip-norm",
            "warm-up");

    ReaderOpener {
        spec.require(OPTIONS);
        options(spec);
        learningRate(spec, defaults);
        spec.word("rows", RowMode.class, defaults.rows());
    }

    /** Options of a variant; the oracle's labels are true at once, so there is nothing to calibrate, align or unlearn. */
    static ReaderOptions options(VariantSpec spec) {
        ReaderOptions options = ReaderOptions.published();
        options = spec.flag("router", true) ? options : options.withoutRouter();
        options = spec.flag("calibration", true) ? options : options.withoutCalibration();
        options = spec.flag("alignment", true) ? options : options.withoutAlignment();
        options = spec.flag("unlearning", true) ? options : options.withoutUnlearning();
        options = spec.flag("single-branch", false) ? options.withSingleBranch() : options;
        if (spec.kind() == ModelKind.READER_ORACLE) {
            options = options.withoutCalibration().withoutAlignment().withoutUnlearning();
        }
        return options.withClipNorm(spec.number("clip-norm", MeasuredDefaults.READER_CLIP_NORM))
                .withWarmUp((int) spec.number("warm-up", MeasuredDefaults.READER_WARM_UP_STEPS));
    }

    /** Settings of all variants. */
    static ReaderSettings settings(ModelDefaults defaults) {
        ReaderSettings published = ReaderSettings.of(defaults.fields().size());
        return new ReaderSettings(
                defaults.fields().size(),
                defaults.dimension(),
                defaults.gmvAttribution(),
                Math.max(defaults.batchCapacity(), published.minBatch()),
                published.minBatch());
    }

    private static LearningRate learningRate(VariantSpec spec, ModelDefaults defaults) {
        return new LearningRate(
                spec.number("learning-rate", defaults.learningRateOr(MeasuredDefaults.READER_LEARNING_RATE)),
                spec.number("learning-rate-min", 0));
    }

    @Override
    public SortedMap<String, String> identity() throws IOException {
        SortedMap<String, String> identity = new PretrainedFolder(folder).identity(spec, defaults);
        identity.put("rows", spec.word("rows", RowMode.class, defaults.rows()).toString());
        identity.put("GMV attribution", defaults.gmvAttribution() + " ms");
        identity.put("single branch", Boolean.toString(options(spec).singleBranch()));
        return identity;
    }

    @Override
    public DurableLearner open(MatrixEngine engine, RowKeeper keeper) throws IOException {
        ReaderSettings settings = settings(defaults);
        ReaderNetworks frozen = ReaderNetworks.toBeLoaded(engine, settings, defaults.seed(), defaults.deviation());
        new PretrainedFolder(folder).load(new Model(ReaderParts.KIND, ReaderParts.of(frozen, defaults.fields())));
        ReaderOptions options = options(spec);
        if (spec.kind() == ModelKind.READER_PRETRAINED) {
            return new DurableLearner(
                    FrozenLearner.of(frozen.predictor(), frozen.router(), options),
                    frozen.predictor(),
                    new TreeMap<>(),
                    StandingRows.INSTANCE,
                    ReaderParts.format(settings, defaults.fields(), false));
        }
        RowFormat format = ReaderParts.format(settings, defaults.fields(), true);
        EmbeddingRows rows = keeper.keep(format.layout(), frozen.table().rows());
        RowOptimiser rowOptimiser = spec.word("rows", RowMode.class, defaults.rows())
                .optimiser(format.layout(), RowMode.newHistories(format.layout()));
        ReaderOnline online = new ReaderOnline(frozen, rows, rowOptimiser, options, learningRate(spec, defaults));
        Map<String, DenseOptimiser> optimisers = Map.of(ReaderParts.PREDICTOR, online.optimiser());
        return new DurableLearner(online, online.predictor(), new TreeMap<>(optimisers), rowOptimiser, format);
    }

    @Override
    public DurableLearner openScorer(MatrixEngine engine, RowKeeper keeper) throws IOException {
        ReaderSettings settings = settings(defaults);
        ReaderNetworks frozen = ReaderNetworks.toBeLoaded(engine, settings, defaults.seed(), defaults.deviation());
        RowTable table = frozen.table();
        RowTable routerTable = frozen.routerTable();
        new PretrainedFolder(folder)
                .load(new Model(
                        ReaderParts.KIND,
                        List.of(
                                ReaderParts.predictor(
                                        frozen.predictor(), defaults.fields(), table.rows(), table.optimiser()),
                                ReaderParts.router(
                                        frozen.router(),
                                        defaults.fields(),
                                        routerTable.rows(),
                                        routerTable.optimiser()))));
        RowFormat format = ReaderParts.format(settings, defaults.fields(), false);
        EmbeddingRows rows = keeper.keep(format.layout(), table.rows());
        ReaderPredictor predictor =
                new ReaderPredictor(engine, settings.fields(), format.layout(), rows, StandingRows.INSTANCE);
        return new DurableLearner(
                FrozenLearner.of(predictor, frozen.router(), options(spec)),
                predictor,
                new TreeMap<>(),
                StandingRows.INSTANCE,
                format);
    }
}
