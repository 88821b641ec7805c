package io.afterclick.job.judge;

import io.afterclick.job.count.CountNames;
import io.afterclick.job.count.Counts;
import io.afterclick.job.count.TallyState;
import io.afterclick.job.journey.SideOutputs;
import io.afterclick.job.record.Judged;
import io.afterclick.job.record.SegmentMeasured;
import io.afterclick.job.record.SegmentScored;
import io.afterclick.job.record.Tally;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Measures segments, keyed by variant and segment: as soon as every click that was scored has been judged, once. The inputs
 * may come in any order. Side output: {@link SideOutputs#TALLIES}.
 */
public final class SegmentMetricsOperator extends AbstractStreamOperator<SegmentMeasured>
        implements TwoInputStreamOperator<Judged, SegmentScored, SegmentMeasured> {

    private static final long serialVersionUID = 1;

    private static final ValueStateDescriptor<byte[]> PROGRESS = new ValueStateDescriptor<>(
            OpenSegments.PROGRESS_NAME, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    private static final ListStateDescriptor<byte[]> ROWS =
            new ListStateDescriptor<>(OpenSegments.ROWS_NAME, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private final JudgeSettings settings;

    private transient OpenSegments segments;
    private transient Counts counts;
    private transient TallyState tally;
    private transient Consumer<SegmentMeasured> measured;

    public SegmentMetricsOperator(JudgeSettings settings) {
        this.settings = settings;
    }

    /** The key of a judged click. */
    public static Tuple2<String, Long> keyOf(Judged judged) {
        return Tuple2.of(judged.prediction().variant(), judged.prediction().segment());
    }

    /** The key of a segment. */
    public static Tuple2<String, Long> keyOf(SegmentScored scored) {
        return Tuple2.of(scored.variant(), scored.segment());
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        counts = new Counts();
        tally = TallyState.of(context.getOperatorStateStore());
        for (Tally before : tally.restored()) {
            counts.add(before);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        segments = new OpenSegments(
                getRuntimeContext().getState(PROGRESS),
                getRuntimeContext().getListState(ROWS),
                this::setCurrentKey,
                settings);
        measured = segment -> output.collect(new StreamRecord<>(segment));
    }

    @Override
    public void processElement1(StreamRecord<Judged> element) throws Exception {
        segments.judged(keyOf(element.getValue()), element.getValue(), measured);
    }

    @Override
    public void processElement2(StreamRecord<SegmentScored> element) throws Exception {
        segments.scored(keyOf(element.getValue()), element.getValue(), measured);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        Object key = getCurrentKey();
        segments.flush();
        if (key != null) {
            // Before the first record there is none to go back to.
            setCurrentKey(key);
        }
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        tally.store(counts.tally());
    }

    @Override
    public void finish() throws Exception {
        counts.counter(CountNames.KEYS_AT_END).add(segments.leftKeys(getKeyedStateBackend()));
        output.collect(SideOutputs.TALLIES, new StreamRecord<>(counts.take()));
        super.finish();
    }
}
