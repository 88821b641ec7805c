package io.afterclick.job.trainer;

import io.afterclick.event.Click;
import io.afterclick.job.key.SpreadKeys;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.Routed;
import io.afterclick.job.record.SegmentScored;
import io.afterclick.journey.Delivered.Sample;
import io.afterclick.learn.Scores;
import io.afterclick.learn.StepResult;
import io.afterclick.learn.matrix.MatrixEngines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Hosts the variants' trainers, keyed by variant. A segment is worked on once the watermark has passed it, one batch for each
 * turn of the mailbox, so that checkpoints come between two batches; the watermark goes on as far as all variants have followed.
 *
 * <p>Between two turns some records are taken in: enough for a barrier to come through what waits in front of it while a long segment
 * trains, and fewer than the turn has worked off, so that the input cannot run ahead of the training.
 *
 * <p>Main output: predictions. Side outputs: {@link TrainerOutputs}.
 */
final class TrainerOperator extends AbstractStreamOperator<Predicted>
        implements OneInputStreamOperator<Routed, Predicted>, BoundedOneInput {

    private static final long serialVersionUID = 1;

    /** Records that are taken in for each one that was worked off, at most. */
    private static final double TAKEN_IN = 0.5;

    private static final long LEAST_TAKEN_IN = 32;

    /** What a turn of the mailbox is for that only lets a record in. */
    static final String PAUSE = "a record between two batches of the trainer";

    /** What a turn is for that works. */
    static final String BATCH = "a batch of the trainer";

    private final TrainerSettings settings;
    private final transient MailboxExecutor mailbox;

    private transient Map<String, KeptVariant> variants;
    private transient long watermark;
    private transient long forwarded;
    private transient boolean drained;
    private transient ListState<Map<String, String>> models;
    private transient boolean scheduled;
    private transient long pauses;

    TrainerOperator(StreamOperatorParameters<Predicted> parameters, TrainerSettings settings) {
        super(parameters);
        this.settings = settings;
        this.mailbox = parameters.getMailboxExecutor();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        models = context.getOperatorStateStore().getListState(TrainerState.MODELS);
    }

    @Override
    public void open() throws Exception {
        super.open();
        watermark = Long.MIN_VALUE;
        forwarded = Long.MIN_VALUE;
        variants = new LinkedHashMap<>();
        TrainerState state = new TrainerState(getRuntimeContext());
        forgetOthers(state);
        for (VariantPlan plan : settings.variants()) {
            if (SpreadKeys.isOurs(plan.key(), getRuntimeContext().getTaskInfo())) {
                setCurrentKey(plan.key());
                KeptVariant variant = KeptVariant.open(
                        plan,
                        settings,
                        MatrixEngines.best(),
                        state,
                        new Outputs(plan.name()),
                        slice -> output.collect(TrainerOutputs.SLICES, new StreamRecord<>(slice)));
                variants.put(plan.key(), variant);
                VariantMetrics.register(variant, getMetricGroup());
            }
        }
    }

    private void forgetOthers(TrainerState state) {
        List<String> names = settings.variants().stream().map(VariantPlan::key).toList();
        List<String> gone = new ArrayList<>();
        try (Stream<String> keys =
                this.<String>getKeyedStateBackend().getKeys(TrainerState.PROGRESS.getName(), VoidNamespace.INSTANCE)) {
            keys.filter(key -> !names.contains(key)).forEach(gone::add);
        }
        for (String name : gone) {
            LOG.info("Variant {} is no longer among the settings: its state is removed.", name);
            setCurrentKey(name);
            state.clear();
        }
    }

    @Override
    public void processElement(StreamRecord<Routed> element) throws Exception {
        KeptVariant variant = variants.get(element.getValue().variant());
        if (variant == null) {
            throw new IllegalStateException("expected a variant of " + variants.keySet() + ", found "
                    + element.getValue().variant());
        }
        variant.trainer().add(element.getValue().delivered());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        drained = mark.equals(Watermark.MAX_WATERMARK) && !settings.bounded();
        if (drained) {
            LOG.info("Stopped with drain on unbounded input: open segments are kept and train nothing.");
        } else {
            watermark = mark.getTimestamp();
        }
        goOn();
    }

    /** Lets the watermark go as far as it may, and schedules a turn if there is work. */
    private void goOn() throws Exception {
        boolean works = next() != null;
        forward(drained && !works ? Long.MAX_VALUE : followed());
        if (works && !scheduled) {
            schedule(pauses > 0 ? PAUSE : BATCH);
        }
    }

    /** Nothing is scheduled once a task that was stopped with a savepoint closes: what is left is in the savepoint. */
    private void schedule(String what) {
        try {
            mailbox.execute(this::turn, what);
            scheduled = true;
        } catch (RejectedExecutionException e) {
            LOG.info("Stopped in the middle of a segment, which goes on from the savepoint.");
        }
    }

    /** A task that closes still runs the turn that waited in its mailbox; work done there would be lost. */
    private boolean closes() {
        try {
            mailbox.execute(() -> {}, "a look whether the trainer's task goes on");
            return false;
        } catch (RejectedExecutionException e) {
            return true;
        }
    }

    private long followed() {
        long followed = watermark;
        for (KeptVariant variant : variants.values()) {
            followed = variant.trainer().followed(followed);
        }
        return followed;
    }

    private void forward(long time) throws Exception {
        if (time > forwarded) {
            forwarded = time;
            super.processWatermark(new Watermark(time));
        }
    }

    private void turn() throws Exception {
        scheduled = false;
        if (pauses > 0) {
            // The task takes in one record, if there is any, before it comes back to its mailbox.
            pauses--;
            schedule(pauses > 0 ? PAUSE : BATCH);
            return;
        }
        if (closes()) {
            return;
        }
        KeptVariant variant = next();
        if (variant != null) {
            setCurrentKey(variant.key());
            pauses = Math.max(LEAST_TAKEN_IN, (long) (TAKEN_IN * variant.turn()));
        }
        goOn();
    }

    /** A variant that has something to do: the one that is furthest behind. */
    private @Nullable KeptVariant next() {
        KeptVariant next = null;
        for (KeptVariant variant : variants.values()) {
            boolean behind = next == null
                    || variant.trainer().progress().segment()
                            < next.trainer().progress().segment();
            if (variant.hasWork(watermark) && behind) {
                next = variant;
            }
        }
        return next;
    }

    @Override
    public void endInput() throws Exception {
        while (scheduled) {
            pauses = 0;
            mailbox.yield();
        }
        if (settings.bounded()) {
            for (KeptVariant variant : variants.values()) {
                setCurrentKey(variant.key());
                output.collect(TrainerOutputs.REPORTS, new StreamRecord<>(variant.report()));
            }
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        Object key = getCurrentKey();
        for (KeptVariant variant : variants.values()) {
            setCurrentKey(variant.key());
            variant.flush();
        }
        if (key != null) {
            setCurrentKey(key);
        }
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        List<Map<String, String>> own = new ArrayList<>();
        for (VariantPlan plan : settings.variants()) {
            if (variants.containsKey(plan.key())) {
                ModelIdentity model = new ModelIdentity(plan, settings);
                Map<String, String> parts = new TreeMap<>(model.parts());
                parts.put(TrainerState.VARIANT, model.variant());
                own.add(parts);
            }
        }
        models.update(own);
    }

    /** Sends what a variant's trainer says to the operator's outputs. */
    private final class Outputs implements VariantTrainer.Listener {
        private final String variant;

        Outputs(String variant) {
            this.variant = variant;
        }

        @Override
        public void scored(long segment, long steps, Click click, Scores scores, int place) {
            output.collect(new StreamRecord<>(Predicted.of(variant, click, segment, steps, scores, place)));
        }

        @Override
        public void segmentScored(long segment, int clicks) {
            long start =
                    settings.segments().start() + segment * settings.segments().length();
            SegmentScored scored = new SegmentScored(
                    variant, segment, start, start + settings.segments().length(), clicks);
            output.collect(TrainerOutputs.SEGMENTS, new StreamRecord<>(scored));
        }

        @Override
        public void trained(List<Sample> batch, StepResult result) {
            if (!result.applied()) {
                for (Sample sample : batch) {
                    output.collect(TrainerOutputs.NOT_FINITE, new StreamRecord<>(new Routed(variant, sample)));
                }
            }
        }
    }
}
