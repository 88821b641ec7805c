package io.afterclick.job.trainer;

import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/**
 * Keyed state of the trainer, by variant. Everything is reached under the variant's key; a variant that is no longer among the
 * settings is cleared when the operator opens.
 */
final class TrainerState {

    static final ValueStateDescriptor<byte[]> PROGRESS =
            new ValueStateDescriptor<>("progress", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    /** Operator state: what each variant's state was made by, readable without restoring it. */
    static final ListStateDescriptor<Map<String, String>> MODELS =
            new ListStateDescriptor<>("models", Types.MAP(Types.STRING, Types.STRING));

    /** Names the variant in an element of {@link #MODELS}. */
    static final String VARIANT = "variant";

    private static final MapStateDescriptor<String, String> MODEL =
            new MapStateDescriptor<>("model", Types.STRING, Types.STRING);
    private static final ValueStateDescriptor<byte[]> COST =
            new ValueStateDescriptor<>("cost", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    private static final ValueStateDescriptor<byte[]> PUBLISHING =
            new ValueStateDescriptor<>("publishing", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    private static final ValueStateDescriptor<byte[]> SWEEP =
            new ValueStateDescriptor<>("sweep", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    private static final MapStateDescriptor<RowKey, byte[]> ROWS =
            new MapStateDescriptor<>("rows", RowKeySerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
    private static final MapStateDescriptor<String, byte[]> DENSE =
            new MapStateDescriptor<>("dense", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    private static final MapStateDescriptor<Long, byte[]> SAMPLES = new MapStateDescriptor<>(
            "waiting-samples", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    private static final MapStateDescriptor<Long, byte[]> CLICKS = new MapStateDescriptor<>(
            "waiting-clicks", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private final ValueState<byte[]> progress;
    private final MapState<String, String> model;
    private final ValueState<byte[]> cost;
    private final ValueState<byte[]> publishing;
    private final ValueState<byte[]> sweep;
    private final MapState<RowKey, byte[]> rows;
    private final MapState<String, byte[]> dense;
    private final MapState<Long, byte[]> samples;
    private final MapState<Long, byte[]> clicks;

    TrainerState(RuntimeContext context) {
        this.progress = context.getState(PROGRESS);
        this.model = context.getMapState(MODEL);
        this.cost = context.getState(COST);
        this.publishing = context.getState(PUBLISHING);
        this.sweep = context.getState(SWEEP);
        this.rows = context.getMapState(ROWS);
        this.dense = context.getMapState(DENSE);
        this.samples = context.getMapState(SAMPLES);
        this.clicks = context.getMapState(CLICKS);
    }

    /** Forgets the current key's variant. */
    void clear() {
        progress.clear();
        model.clear();
        cost.clear();
        publishing.clear();
        sweep.clear();
        rows.clear();
        dense.clear();
        samples.clear();
        clicks.clear();
    }

    ValueState<byte[]> progress() {
        return progress;
    }

    MapState<String, String> model() {
        return model;
    }

    ValueState<byte[]> cost() {
        return cost;
    }

    ValueState<byte[]> publishing() {
        return publishing;
    }

    ValueState<byte[]> sweep() {
        return sweep;
    }

    MapState<RowKey, byte[]> rows() {
        return rows;
    }

    MapState<String, byte[]> dense() {
        return dense;
    }

    MapState<Long, byte[]> samples() {
        return samples;
    }

    MapState<Long, byte[]> clicks() {
        return clicks;
    }
}
