package io.afterclick.job.journey;

import io.afterclick.event.Arrival;
import io.afterclick.event.EventKind;
import io.afterclick.event.RefusalReason;
import io.afterclick.event.Refused;
import io.afterclick.job.count.TallyState;
import io.afterclick.job.record.ClickArrivals;
import io.afterclick.job.record.LogEnd;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.job.record.Tally;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivered.Outcome;
import io.afterclick.journey.Delivered.Sample;
import io.afterclick.journey.Journey;
import io.afterclick.journey.JourneyListener;
import io.afterclick.journey.JourneyMachine;
import io.afterclick.journey.delivery.Deliveries;
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
 * Hosts journeys, keyed by click id. Events wait until the watermark has passed their time; then the pure
 * {@link JourneyMachine} applies them and says what is delivered. The second input tells where bounded sources end.
 *
 * <p>Main output: score requests and samples. Side outputs: those of {@link SideOutputs}.
 */
public final class JourneyOperator extends AbstractStreamOperator<Delivered>
        implements TwoInputStreamOperator<ClickArrivals, LogEnd, Delivered>, Triggerable<String, VoidNamespace> {

    private static final long serialVersionUID = 1;

    private static final ValueStateDescriptor<byte[]> CLICK = new ValueStateDescriptor<>(
            ClickStateStore.STATE_NAME, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    private static final ListStateDescriptor<Long> LOG_END = new ListStateDescriptor<>("log-end", Types.LONG);
    private static final ListStateDescriptor<String> DELIVERY = new ListStateDescriptor<>("delivery", Types.STRING);

    /** How far a log reaches whose records are whole. */
    private static final long ALL_OF_TIME = Long.MAX_VALUE - 1;

    private final JourneySettings settings;

    private transient ClickStateStore clicks;
    private transient JourneyCounts counts;
    private transient TallyState tally;
    private transient LetterBound letters;
    private transient JourneyListener listener;
    private transient ListState<Long> logEnds;
    private transient ListState<String> delivery;
    private transient long logEnd;
    private transient boolean ended;
    private transient boolean deliveryChanged;

    public JourneyOperator(JourneySettings settings) {
        this.settings = settings;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        counts = new JourneyCounts();
        tally = TallyState.of(context.getOperatorStateStore());
        for (Tally before : tally.restored()) {
            counts.restore(before);
        }
        logEnds = context.getOperatorStateStore().getUnionListState(LOG_END);
        logEnd = Long.MIN_VALUE;
        for (long before : logEnds.get()) {
            logEnd = Math.max(logEnd, before);
        }
        delivery = context.getOperatorStateStore().getUnionListState(DELIVERY);
        for (String before : delivery.get()) {
            deliveryChanged |= !before.equals(settings.delivery());
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        Deliveries deliveries = Deliveries.of(settings.delivery());
        clicks = new ClickStateStore(
                getRuntimeContext().getState(CLICK),
                getInternalTimerService("wake-ups", VoidNamespaceSerializer.INSTANCE, this),
                this::setCurrentKey,
                new JourneyMachine(settings.windows(), deliveries.deliveries(), settings.rememberClosed()),
                settings.cacheBytes());
        if (deliveryChanged) {
            this.<String>getKeyedStateBackend()
                    .applyToAllKeys(
                            VoidNamespace.INSTANCE,
                            VoidNamespaceSerializer.INSTANCE,
                            CLICK,
                            (clickId, state) -> clicks.reschedule(clickId));
        }
        long letterBytes =
                settings.letterBytes() / getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
        letters = counts.bound(letterBytes, letter -> output.collect(SideOutputs.REFUSED, new StreamRecord<>(letter)));
        getMetricGroup().gauge("deadLettersWithoutBytes", letters::withoutBytes);
        listener = new Outputs();
        getMetricGroup().gauge("clicksInMemory", clicks::heldClicks);
    }

    @Override
    public void processElement1(StreamRecord<ClickArrivals> element) throws Exception {
        clicks.add(element.getValue());
    }

    @Override
    public void processElement2(StreamRecord<LogEnd> element) {
        logEnd = Math.max(logEnd, element.getValue().time());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        boolean drainsOpenLog = mark.equals(Watermark.MAX_WATERMARK) && !settings.bounded();
        if (drainsOpenLog) {
            // The log goes on after the job has stopped, so its windows must stay open.
            LOG.info("Stopped with drain on unbounded input: open windows are kept and deliver nothing.");
            output.emitWatermark(mark);
            return;
        }
        ended = mark.equals(Watermark.MAX_WATERMARK);
        clicks.advance(mark.getTimestamp(), listener);
        super.processWatermark(mark);
        letters.release();
        counts.reached(ended ? (settings.wholeRecords() ? ALL_OF_TIME : logEnd) : mark.getTimestamp());
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        clicks.wakeUp(timer.getKey(), timer.getTimestamp(), listener);
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
        logEnds.update(List.of(logEnd));
        delivery.update(List.of(settings.delivery()));
    }

    @Override
    public void finish() throws Exception {
        counts.leftAtEnd(clicks.leftKeys(getKeyedStateBackend()), clicks.leftTimers());
        output.collect(SideOutputs.TALLIES, new StreamRecord<>(counts.take()));
        super.finish();
    }

    /** Sends what the machine says to the operator's outputs. */
    private final class Outputs implements JourneyListener {

        @Override
        public void delivered(Delivered delivered) {
            if (delivered instanceof Outcome outcome) {
                // Up to the last watermark some source goes on beyond every outcome, whichever ended already.
                boolean cutShort = ended && !settings.wholeRecords() && outcome.decidedAt() > logEnd;
                SettledOutcome settled = new SettledOutcome(outcome, !cutShort);
                counts.settled(settled);
                output.collect(SideOutputs.OUTCOMES, new StreamRecord<>(settled, outcome.decidedAt()));
                return;
            }
            if (delivered instanceof Sample sample) {
                counts.delivered(sample);
            }
            output.collect(new StreamRecord<>(delivered));
        }

        @Override
        public void applied(EventKind kind) {
            counts.applied(kind);
        }

        @Override
        public void outOfAttribution(EventKind kind) {
            counts.outOfAttribution(kind);
        }

        @Override
        public void closed(Journey journey) {
            counts.closed(journey);
        }

        @Override
        public void refused(Arrival arrival, RefusalReason reason, String detail) {
            counts.refused(reason);
            boolean keep = reason != RefusalReason.UNMATCHED || settings.keepUnmatched();
            if (keep) {
                letters.add(Refused.of(arrival, reason, detail));
            }
        }
    }
}
