package io.afterclick.job.journey;

import io.afterclick.event.Arrival;
import io.afterclick.event.EventKind;
import io.afterclick.event.Refused;
import io.afterclick.intake.LateRecords;
import io.afterclick.intake.Parsed;
import io.afterclick.job.count.CountNames;
import io.afterclick.job.count.Counts;
import io.afterclick.job.count.TallyState;
import io.afterclick.job.record.ClickArrivals;
import io.afterclick.job.record.LogEnd;
import io.afterclick.job.record.Tally;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Counts every record that a source has read, and parts what can be applied from what was refused. Chained to its source.
 *
 * <p>Owns two operator states: its counts, and the greatest event time seen, which becomes the source's {@link LogEnd}. For a topic
 * {@link PartitionGates} own a third one.
 */
public final class IntakeOperator extends AbstractStreamOperator<ClickArrivals>
        implements OneInputStreamOperator<Parsed, ClickArrivals> {

    private static final long serialVersionUID = 1;

    private static final ListStateDescriptor<Long> LATEST = new ListStateDescriptor<>("latest", Types.LONG);

    private final long letterBytes;
    private final @Nullable Long outOfOrderness;
    private final LateRecords late;

    private transient @Nullable PartitionGates gates;
    private transient Counts counts;
    private transient LetterBound letters;
    private transient Counts.Counter[] records;
    private transient Counts.Counter[] logEnds;
    private transient TallyState tally;
    private transient ListState<Long> latestState;
    private transient long latest;

    private IntakeOperator(long letterBytes, @Nullable Long outOfOrderness, LateRecords late) {
        this.letterBytes = letterBytes;
        this.outOfOrderness = outOfOrderness;
        this.late = late;
    }

    /** @param letterBytes of refused records that are kept */
    public IntakeOperator(long letterBytes) {
        this(letterBytes, null, LateRecords.DEAD_LETTER);
    }

    /**
     * Takes in what a source gives.
     *
     * @param letterBytes of refused records that are kept
     */
    public static IntakeOperator of(Source<Parsed, ?, ?> source, long letterBytes) {
        return source instanceof PartitionedSource<?, ?> topic
                ? new IntakeOperator(letterBytes, topic.outOfOrderness(), topic.late())
                : new IntakeOperator(letterBytes);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        counts = new Counts();
        tally = TallyState.of(context.getOperatorStateStore());
        for (Tally before : tally.restored()) {
            counts.add(before);
        }
        EventKind[] kinds = EventKind.values();
        records = new Counts.Counter[kinds.length];
        logEnds = new Counts.Counter[kinds.length];
        for (EventKind kind : kinds) {
            records[kind.ordinal()] = counts.counter(CountNames.records(kind));
            logEnds[kind.ordinal()] = counts.counter(CountNames.logEnd(kind));
        }
        letters = new LetterBound(
                letterBytes, counts, letter -> output.collect(SideOutputs.REFUSED, new StreamRecord<>(letter)));
        getMetricGroup().gauge("deadLettersWithoutBytes", letters::withoutBytes);
        latestState = context.getOperatorStateStore().getUnionListState(LATEST);
        if (outOfOrderness != null) {
            gates = new PartitionGates(context.getOperatorStateStore(), outOfOrderness, late);
        }
        latest = Long.MIN_VALUE;
        for (long before : latestState.get()) {
            latest = Math.max(latest, before);
        }
    }

    @Override
    public void processElement(StreamRecord<Parsed> element) {
        Parsed parsed = gates == null ? element.getValue() : gates.admit(element.getValue());
        for (Refused refused : parsed.refused()) {
            records[refused.kind().ordinal()].increment();
            counts.counter(CountNames.deadLetters(refused.reason())).increment();
            letters.add(refused);
        }
        letters.release();
        List<Arrival> arrivals = parsed.arrivals();
        if (arrivals.isEmpty()) {
            return;
        }
        for (Arrival arrival : arrivals) {
            int kind = arrival.event().kind().ordinal();
            records[kind].increment();
            logEnds[kind].atLeast(arrival.event().time());
            latest = Math.max(latest, arrival.event().time());
        }
        output.collect(
                new StreamRecord<>(new ClickArrivals(arrivals.get(0).event().clickId(), arrivals)));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.equals(Watermark.MAX_WATERMARK)) {
            // Ahead of the last watermark, so that whoever closes windows knows which ones the log has covered.
            output.collect(SideOutputs.LOG_ENDS, new StreamRecord<>(new LogEnd(latest)));
        }
        super.processWatermark(mark);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        tally.store(counts.tally());
        latestState.update(List.of(latest));
        if (gates != null) {
            gates.store();
        }
    }

    @Override
    public void finish() throws Exception {
        output.collect(SideOutputs.TALLIES, new StreamRecord<>(counts.take()));
        super.finish();
    }
}
