package io.afterclick.ml;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.ml.api.Model;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.util.ParamUtils;
import org.apache.flink.ml.util.ReadWriteUtils;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.runtime.typeutils.ExternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.DataTypeQueryable;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * What both models have in common: where their data are, and how they score a table of clicks, in parallel, each task with a
 * copy of the model.
 */
abstract sealed class ScoringModel<T extends ScoringModel<T>> implements Model<T>, FeatureParams<T>
        permits TeslaModel, ReaderModel {

    private static final long serialVersionUID = 1;

    private static final String CLICKS = "clicks";
    private static final String DATA = "data";

    private final Map<Param<?>, Object> params = new HashMap<>();
    private @Nullable ModelData data;
    private transient @Nullable StreamTableEnvironment environment;

    ScoringModel() {
        ParamUtils.initializeMapWithDefaultValues(params, this);
    }

    /** Columns that scores go to, in their order. */
    abstract List<ScoreColumn> scoreColumns();

    /** How the model's folder is read. */
    abstract ModelScorer.Kind kind();

    @Override
    public final Map<Param<?>, Object> getParamMap() {
        return params;
    }

    /** Takes data that belong to an environment's tables. */
    final void take(ModelData newData, StreamTableEnvironment newEnvironment) {
        data = newData;
        environment = newEnvironment;
    }

    /**
     * Adds the scores to a table of clicks, bounded or not, that holds insertions only.
     *
     * @param inputs one table, with the columns of the features
     */
    @Override
    public final Table[] transform(Table... inputs) {
        Table clicks = only(inputs, CLICKS);
        TableColumns columns = new TableColumns(CLICKS, clicks);
        FeatureColumns features = FeatureColumns.of(this, columns);
        List<ScoreColumn> scores = scoreColumns();
        scores.forEach(score -> columns.requireAbsent(score.name(), score.parameter()));
        StreamTableEnvironment tables = BoundedRows.environment(clicks);
        DataStream<Row> rows = tables.toDataStream(clicks);
        ScoreOperator operator = new ScoreOperator(features, scores, new ModelScorer(data(), kind()));
        DataType type = withScores(((DataTypeQueryable) rows.getType()).getDataType(), scores);
        return new Table[] {tables.fromDataStream(rows.transform("score", ExternalTypeInfo.<Row>of(type), operator))};
    }

    private static DataType withScores(DataType row, List<ScoreColumn> scores) {
        Stream<DataTypes.Field> added = scores.stream()
                .map(score -> DataTypes.FIELD(score.name(), DataTypes.DOUBLE().notNull()));
        return DataTypes.ROW(
                        Stream.concat(DataType.getFields(row).stream(), added).toList())
                .notNull();
    }

    /** Sets the data at once, by a job that reads the table. */
    @Override
    public final T setModelData(Table... inputs) {
        Table table = only(inputs, "model data");
        take(ModelDataTable.read(table), BoundedRows.environment(table));
        return self();
    }

    @Override
    public final Table[] getModelData() {
        StreamTableEnvironment known = environment;
        if (known == null) {
            throw nothing();
        }
        return new Table[] {ModelDataTable.of(data(), known)};
    }

    /** Saves parameters and data at once; no job needs to run. */
    @Override
    public final void save(String path) throws IOException {
        ModelData saved = data();
        ReadWriteUtils.saveMetadata(this, path);
        new ModelFolder(folder(path)).write(saved);
    }

    /** Makes a model of what {@link #save} left; its data stay where they are until a task needs them. */
    static <M extends ScoringModel<M>> M load(Class<M> type, StreamTableEnvironment environment, String path)
            throws IOException {
        M model = Stages.load(type, path);
        model.take(StoredModel.at(folder(path)), environment);
        return model;
    }

    private static String folder(String path) {
        return new Path(path, DATA).toString();
    }

    private ModelData data() {
        ModelData known = data;
        if (known == null) {
            throw nothing();
        }
        return known;
    }

    private IllegalStateException nothing() {
        return new IllegalStateException(getClass().getSimpleName()
                + ": expected a model that was fitted, loaded or given its data, found none");
    }

    private static Table only(Table[] inputs, String name) {
        if (inputs.length != 1) {
            throw new IllegalArgumentException("expected one table, the " + name + ", found " + inputs.length);
        }
        return inputs[0];
    }

    @SuppressWarnings("unchecked")
    private T self() {
        return (T) this;
    }
}
