package io.afterclick.job.pretrain;

import io.afterclick.job.key.SpreadKeys;
import io.afterclick.job.record.Routed;
import io.afterclick.job.trainer.WaitingBlocks;
import io.afterclick.journey.Delivered.Life;
import io.afterclick.learn.matrix.MatrixEngines;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Gathers settled clicks, keyed by the networks that learn from them, and trains once the input has ended, one lot of clicks for
 * each turn of the mailbox. Output: the folder of each kind of networks, once it is complete.
 *
 * <p>Gauges, in the group {@code networks.<kind>}: {@code clicks} gathered and {@code clicksTrained}.
 */
final class PretrainingOperator extends AbstractStreamOperator<String>
        implements OneInputStreamOperator<Routed, String>, BoundedOneInput {

    private static final long serialVersionUID = 1;

    private static final MapStateDescriptor<Long, byte[]> CLICKS = new MapStateDescriptor<>(
            "settled-clicks", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private final PretrainingSettings settings;
    private final transient MailboxExecutor mailbox;

    private transient MapState<Long, byte[]> clicks;
    private transient Map<String, NetworksInTraining> networks;
    private transient boolean scheduled;

    PretrainingOperator(StreamOperatorParameters<String> parameters, PretrainingSettings settings) {
        super(parameters);
        this.settings = settings;
        this.mailbox = parameters.getMailboxExecutor();
    }

    @Override
    public void open() throws Exception {
        super.open();
        clicks = getRuntimeContext().getMapState(CLICKS);
        networks = new LinkedHashMap<>();
        for (NetworksPlan plan : settings.networks()) {
            if (SpreadKeys.isOurs(plan.key(), getRuntimeContext().getTaskInfo())) {
                setCurrentKey(plan.key());
                NetworksInTraining own = new NetworksInTraining(
                        plan, settings, WaitingBlocks.restore(clicks, settings.waitingBytes()), MatrixEngines.best());
                networks.put(plan.key(), own);
                MetricGroup group = getMetricGroup().addGroup("networks", plan.kind());
                group.gauge("clicks", own::clicks);
                group.gauge("clicksTrained", own::trained);
            }
        }
    }

    @Override
    public void processElement(StreamRecord<Routed> element) throws Exception {
        NetworksInTraining own = networks.get(element.getValue().variant());
        if (own == null || !(element.getValue().delivered() instanceof Life life)) {
            throw new IllegalStateException("expected settled clicks for " + networks.keySet() + ", found "
                    + element.getValue().variant());
        }
        own.add(life);
    }

    @Override
    public void endInput() throws Exception {
        schedule();
        while (scheduled) {
            mailbox.yield();
        }
    }

    private void schedule() {
        if (next() != null) {
            scheduled = true;
            mailbox.execute(this::turn, "a lot of pretraining");
        }
    }

    private void turn() throws Exception {
        scheduled = false;
        NetworksInTraining own = next();
        if (own != null) {
            setCurrentKey(own.plan().key());
            own.turn();
            if (own.isDone()) {
                output.collect(new StreamRecord<>(own.plan().folder()));
            }
        }
        schedule();
    }

    private @Nullable NetworksInTraining next() {
        for (NetworksInTraining own : networks.values()) {
            if (!own.isDone()) {
                return own;
            }
        }
        return null;
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        Object key = getCurrentKey();
        for (NetworksInTraining own : networks.values()) {
            setCurrentKey(own.plan().key());
            own.flush();
        }
        if (key != null) {
            // Before the first record there is none to go back to.
            setCurrentKey(key);
        }
        super.prepareSnapshotPreBarrier(checkpointId);
    }
}
