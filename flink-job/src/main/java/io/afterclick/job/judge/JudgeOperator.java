package io.afterclick.job.judge;

import io.afterclick.event.Click;
import io.afterclick.job.count.CountNames;
import io.afterclick.job.count.Counts;
import io.afterclick.job.count.TallyState;
import io.afterclick.job.journey.SideOutputs;
import io.afterclick.job.record.Judged;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.job.record.Tally;
import io.afterclick.job.record.Truth;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Joins predictions with outcomes, keyed by click id; either may come first. Every prediction is given away once: with the
 * outcomes that it is measured against, or without them when they can no longer come, which is counted.
 *
 * <p>Owns two operator states beside its keyed one: its counts, and the longest time that a click was ever to wait, because
 * clicks that were open at a change of windows keep theirs. Side output: {@link SideOutputs#TALLIES}.
 */
public final class JudgeOperator extends AbstractStreamOperator<Judged>
        implements TwoInputStreamOperator<Predicted, SettledOutcome, Judged>, Triggerable<String, VoidNamespace> {

    private static final long serialVersionUID = 1;

    private static final ValueStateDescriptor<byte[]> WAITING =
            new ValueStateDescriptor<>(WaitingClicks.STATE_NAME, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    private static final ListStateDescriptor<Long> LONGEST_WAIT = new ListStateDescriptor<>("longest-wait", Types.LONG);

    private final JudgeSettings settings;

    private transient WaitingClicks clicks;
    private transient Counts counts;
    private transient TallyState tally;
    private transient ListState<Long> longestWaits;
    private transient long longestWait;

    public JudgeOperator(JudgeSettings settings) {
        this.settings = settings;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        counts = new Counts();
        tally = TallyState.of(context.getOperatorStateStore());
        for (Tally before : tally.restored()) {
            counts.add(before);
        }
        longestWaits = context.getOperatorStateStore().getUnionListState(LONGEST_WAIT);
        longestWait = settings.longestWait();
        for (long before : longestWaits.get()) {
            longestWait = Math.max(longestWait, before);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        clicks = new WaitingClicks(
                getRuntimeContext().getState(WAITING),
                getInternalTimerService("deadlines", VoidNamespaceSerializer.INSTANCE, this),
                this::setCurrentKey,
                settings,
                longestWait,
                new Outputs());
        getMetricGroup().gauge("clicksInMemory", clicks::heldClicks);
    }

    @Override
    public void processElement1(StreamRecord<Predicted> element) throws Exception {
        clicks.predicted(element.getValue());
    }

    @Override
    public void processElement2(StreamRecord<SettledOutcome> element) throws Exception {
        Click click = element.getValue().outcome().click();
        clicks.settled(click.id(), click.time(), Truth.of(element.getValue()));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        boolean drainsOpenLog = mark.equals(Watermark.MAX_WATERMARK) && !settings.bounded();
        if (drainsOpenLog) {
            // The log goes on after the job has stopped, and so does the waiting.
            output.emitWatermark(mark);
            return;
        }
        clicks.expire(mark.getTimestamp());
        super.processWatermark(mark);
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        clicks.expire(timer.getKey());
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("expected timers of event time, found one of processing time");
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        Object key = getCurrentKey();
        clicks.flush();
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
        longestWaits.update(List.of(longestWait));
    }

    @Override
    public void finish() throws Exception {
        counts.counter(CountNames.KEYS_AT_END).add(clicks.leftKeys(getKeyedStateBackend()));
        counts.counter(CountNames.TIMERS_AT_END).add(clicks.leftTimers());
        output.collect(SideOutputs.TALLIES, new StreamRecord<>(counts.take()));
        super.finish();
    }

    /** Sends judged predictions on, and counts. */
    private final class Outputs implements WaitingClicks.Listener {

        private final Counts.Counter judged = counts.counter(CountNames.JUDGED);
        private final Counts.Counter expiredPredictions = counts.counter(CountNames.EXPIRED_PREDICTIONS);
        private final Counts.Counter expiredOutcomes = counts.counter(CountNames.EXPIRED_OUTCOMES);

        @Override
        public void accept(Judged prediction) {
            judged.increment();
            output.collect(new StreamRecord<>(prediction));
        }

        @Override
        public void gaveUp(int predictions) {
            expiredPredictions.add(predictions);
            if (predictions == 0) {
                expiredOutcomes.increment();
            }
        }
    }
}
