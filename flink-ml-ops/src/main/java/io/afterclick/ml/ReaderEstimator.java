package io.afterclick.ml;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.journey.Delivered.GmvSample;
import io.afterclick.learn.SettledClick;
import io.afterclick.learn.matrix.MatrixEngines;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.optimise.RowTable;
import io.afterclick.learn.reader.LearningRate;
import io.afterclick.learn.reader.ReaderNetworks;
import io.afterclick.learn.reader.ReaderOnline;
import io.afterclick.learn.reader.ReaderOptions;
import io.afterclick.learn.reader.ReaderPretrainer;
import io.afterclick.learn.reader.ReaderSettings;
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
 * Trains READER on tables that end. Columns are called as in the records that the command {@code samples} writes.
 *
 * <p>Both tables hold samples: {@code click_id}, {@code click_time_ms}, the features, {@code task} (GMV_PURCHASE or
 * GMV_GROUND_TRUTH), {@code delivered_at_ms}, {@code sequence}, {@code purchase_count}, {@code gmv_micros}, {@code elapsed_ms},
 * and the {@code previous_count}, {@code previous_gmv_micros} and {@code previous_elapsed_ms} of the state before. {@code
 * fit(settled)} pretrains on the clicks whose ground truth is in the table, with all their purchases; purchases of other
 * clicks are left out. {@code fit(settled, samples)} goes on and trains online on all samples of the second table, but for those
 * left at the end that are fewer than {@code minBatchSize}.
 *
 * <p>Reads and trains as {@link TeslaEstimator} does: at once, in the process that calls it, on one thread.
 */
public final class ReaderEstimator implements Estimator<ReaderEstimator, ReaderModel>, ReaderParams<ReaderEstimator> {

    private static final long serialVersionUID = 1;

    private final Map<Param<?>, Object> params = new HashMap<>();

    public ReaderEstimator() {
        ParamUtils.initializeMapWithDefaultValues(params, this);
    }

    @Override
    public Map<Param<?>, Object> getParamMap() {
        return params;
    }

    @Override
    public ReaderModel fit(Table... inputs) {
        if (inputs.length != 1 && inputs.length != 2) {
            throw new IllegalArgumentException(
                    "expected one table, samples of settled clicks, or two, with later samples, found "
                            + inputs.length);
        }
        List<SettledClick> settled = ValueTables.settled(inputs[0], this);
        List<GmvSample> samples = inputs.length == 1 ? List.of() : ValueTables.samples(inputs[1], this);
        FeatureSpace features = FeatureColumns.of(this, new TableColumns(ValueTables.SETTLED, inputs[0]))
                .space(this, Training.featuresOf(settled, ValueTables.SETTLED));
        ReaderModel model = new ReaderModel();
        ParamUtils.updateExistingParams(model, params);
        model.take(train(features, settled, samples), BoundedRows.environment(inputs[0]));
        return model;
    }

    private ModelData train(FeatureSpace features, List<SettledClick> settled, List<GmvSample> samples) {
        Training training = new Training(this, features, getBatchSize());
        ReaderSettings settings = new ReaderSettings(
                features.size(), getEmbeddingDimension(), getAttributionMs(), getBatchSize(), getMinBatchSize());
        RowMode mode = Expected.constant(RowMode.class, getRows());
        ReaderNetworks networks =
                ReaderNetworks.begin(MatrixEngines.best(), settings, getSeed(), getRowInitStd(), mode);
        training.pretrain(new ReaderPretrainer(networks, options()), settled);
        ReaderNetworks frozen = networks.frozen();
        RowTable rows = frozen.table().continued(mode);
        LearningRate learningRate = new LearningRate(getLearningRate(), getMinLearningRate());
        ReaderOnline online = new ReaderOnline(frozen, rows.rows(), rows.optimiser(), options(), learningRate);
        training.train(online, samples);
        ModelDesign design = ReaderFolder.design(this, features);
        return ReaderFolder.write(online.predictor(), rows, frozen, design, training.provenance(design));
    }

    private ReaderOptions options() {
        Double clipNorm = getClipNorm();
        ReaderOptions options = ReaderOptions.published().withWarmUp(getWarmUpSteps());
        return clipNorm == null ? options : options.withClipNorm(clipNorm);
    }

    @Override
    public void save(String path) throws IOException {
        ReadWriteUtils.saveMetadata(this, path);
    }

    /** Loads what {@link #save} left. */
    public static ReaderEstimator load(StreamTableEnvironment environment, String path) throws IOException {
        return Stages.load(ReaderEstimator.class, path);
    }
}
