package io.afterclick.ml;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.learn.SettledClick;
import io.afterclick.learn.matrix.MatrixEngines;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.optimise.RowTable;
import io.afterclick.learn.tesla.TeslaNetworks;
import io.afterclick.learn.tesla.TeslaOnline;
import io.afterclick.learn.tesla.TeslaPretrainer;
import io.afterclick.learn.tesla.TeslaSettings;
import io.afterclick.learn.tesla.TeslaSettings.Weighting;
import io.afterclick.learn.tesla.TeslaVariant;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.ml.api.Estimator;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.util.ParamUtils;
import org.apache.flink.ml.util.ReadWriteUtils;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * Trains TESLA on tables that end. Columns are called as in the records that the command {@code samples} writes.
 *
 * <p>{@code fit(settled)} pretrains on clicks to which nothing can happen any more, a row each: {@code click_id}, {@code
 * click_time_ms}, the features, and {@code trajectory} as outcomes name it. {@code fit(settled, samples)} goes on and trains
 * online on delivered samples: {@code click_id}, {@code click_time_ms}, the features, {@code task} (CVR or RFR), {@code
 * delivered_at_ms}, {@code sequence}, {@code label}, {@code conversion_delay_ms} and {@code refund_delay_ms}. Samples that are
 * left at the end, fewer than {@code minBatchSize}, are not trained.
 *
 * <p>Reads the tables at once, by jobs of their own, into the process that calls it, and trains there, on one thread: a step
 * follows from the one before, and errors reach the caller as they are. Memory: about 1 kB for each row of the tables, and the
 * embeddings. The same rows and parameters give the same model, whatever the parallelism.
 */
public final class TeslaEstimator implements Estimator<TeslaEstimator, TeslaModel>, TeslaParams<TeslaEstimator> {

    private static final long serialVersionUID = 1;

    private final Map<Param<?>, Object> params = new HashMap<>();

    public TeslaEstimator() {
        ParamUtils.initializeMapWithDefaultValues(params, this);
    }

    @Override
    public Map<Param<?>, Object> getParamMap() {
        return params;
    }

    @Override
    public TeslaModel fit(Table... inputs) {
        if (inputs.length != 1 && inputs.length != 2) {
            throw new IllegalArgumentException(
                    "expected one table, the settled clicks, or two, with the samples, found " + inputs.length);
        }
        List<SettledClick> settled = ConversionTables.settled(inputs[0], this);
        List<ConversionSample> samples = inputs.length == 1 ? List.of() : ConversionTables.samples(inputs[1], this);
        FeatureSpace features = FeatureColumns.of(this, new TableColumns(ConversionTables.SETTLED, inputs[0]))
                .space(this, Training.featuresOf(settled, ConversionTables.SETTLED));
        TeslaModel model = new TeslaModel();
        ParamUtils.updateExistingParams(model, params);
        model.take(train(features, settled, samples), BoundedRows.environment(inputs[0]));
        return model;
    }

    private ModelData train(FeatureSpace features, List<SettledClick> settled, List<ConversionSample> samples) {
        TeslaSettings settings = settings(features.size());
        RowMode mode = Expected.constant(RowMode.class, getRows());
        Training training = new Training(this, features, getBatchSize());
        TeslaNetworks networks = TeslaNetworks.begin(MatrixEngines.best(), settings, getSeed(), getRowInitStd(), mode);
        training.pretrain(
                new TeslaPretrainer(networks, getPretrainingLearningRate(), getBatchSize(), getMinBatchSize()),
                settled);
        TeslaNetworks frozen = networks.frozen();
        RowTable rows = frozen.table().continued(mode);
        TeslaOnline online =
                new TeslaOnline(settings, frozen, rows.rows(), rows.optimiser(), getSeed(), getBatchSize());
        training.train(online, samples);
        ModelDesign design = ModelDesign.of(this, features, getVariant(), getEmbeddingDimension());
        return TeslaFolder.write(online.predictor(), rows.rows(), design, training.provenance(design));
    }

    private TeslaSettings settings(int fields) {
        return TeslaSettings.of(fields)
                .withDimension(getEmbeddingDimension())
                .with(Expected.constant(TeslaVariant.class, getVariant()))
                .with(Expected.constant(Weighting.class, getWeighting()))
                .withLearningRate(getLearningRate());
    }

    @Override
    public void save(String path) throws IOException {
        ReadWriteUtils.saveMetadata(this, path);
    }

    /** Loads what {@link #save} left. */
    public static TeslaEstimator load(StreamTableEnvironment environment, String path) throws IOException {
        return Stages.load(TeslaEstimator.class, path);
    }
}
