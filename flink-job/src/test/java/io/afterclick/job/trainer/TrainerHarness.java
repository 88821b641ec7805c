package io.afterclick.job.trainer;

import io.afterclick.job.record.ModelSlice;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.Routed;
import io.afterclick.job.record.SegmentScored;
import io.afterclick.job.record.VariantReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The trainer, hosted by one task of Flink without a cluster; nothing works until its mailbox is given a turn. */
final class TrainerHarness implements AutoCloseable {

    static final int MAX_PARALLELISM = 128;

    private static final int MAX_STATE_BYTES = 256 << 20;

    /** Homes of state. */
    enum Backend {
        ROCKSDB(EmbeddedRocksDBStateBackend::new),
        HEAP(HashMapStateBackend::new);

        private final Supplier<StateBackend> backend;

        Backend(Supplier<StateBackend> backend) {
            this.backend = backend;
        }
    }

    /** Which of how many parallel instances this is. */
    record Instance(int index, int parallelism) {
        static final Instance ONLY = new Instance(0, 1);

        boolean owns(String variant) {
            return KeyGroupRangeAssignment.assignKeyToParallelOperator(variant, MAX_PARALLELISM, parallelism) == index;
        }
    }

    private final KeyedOneInputStreamOperatorTestHarness<String, Routed, Predicted> task;
    private final Instance instance;
    private long checkpoints;
    private long watermark = Long.MIN_VALUE;

    private TrainerHarness(TrainerSettings settings, Backend backend, Instance instance) throws Exception {
        this.instance = instance;
        this.task = new KeyedOneInputStreamOperatorTestHarness<>(
                new TrainerOperatorFactory(settings),
                Routed::variant,
                Types.STRING,
                MAX_PARALLELISM,
                instance.parallelism(),
                instance.index());
        task.setStateBackend(backend.backend.get());
        task.setCheckpointStorage(new JobManagerCheckpointStorage(MAX_STATE_BYTES));
        task.setup();
    }

    static TrainerHarness start(TrainerSettings settings, Backend backend) throws Exception {
        return start(settings, backend, Instance.ONLY);
    }

    static TrainerHarness start(TrainerSettings settings, Backend backend, Instance instance) throws Exception {
        TrainerHarness harness = new TrainerHarness(settings, backend, instance);
        harness.task.open();
        return harness;
    }

    static TrainerHarness restore(TrainerSettings settings, Backend backend, OperatorSubtaskState state)
            throws Exception {
        return restore(settings, backend, Instance.ONLY, 1, state);
    }

    /** Restores one of several instances from the state of all instances of the run before. */
    static TrainerHarness restore(
            TrainerSettings settings,
            Backend backend,
            Instance instance,
            int parallelismBefore,
            OperatorSubtaskState... states)
            throws Exception {
        TrainerHarness harness = new TrainerHarness(settings, backend, instance);
        try {
            harness.task.initializeState(KeyedOneInputStreamOperatorTestHarness.repartitionOperatorState(
                    KeyedOneInputStreamOperatorTestHarness.repackageState(states),
                    MAX_PARALLELISM,
                    parallelismBefore,
                    instance.parallelism(),
                    instance.index()));
            harness.task.open();
        } catch (Exception e) {
            harness.close();
            throw e;
        }
        return harness;
    }

    /** Takes what comes; records of other instances go elsewhere. Does no work. */
    void take(Feed.Step step) throws Exception {
        if (step instanceof Feed.Mark mark) {
            watermark(mark.time());
        } else if (step instanceof Feed.Record record
                && instance.owns(record.routed().variant())) {
            task.processElement(new StreamRecord<>(record.routed()));
        }
    }

    /** Takes what comes and does the work that it asks for. */
    void follow(List<Feed.Step> steps) throws Exception {
        for (Feed.Step step : steps) {
            take(step);
            work();
        }
    }

    void watermark(long time) throws Exception {
        task.processWatermark(new Watermark(time));
    }

    /** One turn of the mailbox; false if nothing asked for one. */
    boolean turn() throws Exception {
        Optional<Mail> mail = task.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
        while (mail.isPresent() && !mail.get().toString().equals(TrainerOperator.BATCH)) {
            mail.get().run();
            mail = task.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
        }
        if (mail.isPresent()) {
            mail.get().run();
        }
        return mail.isPresent();
    }

    /** Turns until nothing is left to do; returns how many. */
    int work() throws Exception {
        int turns = 0;
        while (turn()) {
            turns++;
        }
        return turns;
    }

    /** All input has been read to its end. */
    void end() throws Exception {
        task.processWatermark(Watermark.MAX_WATERMARK);
        task.endInput();
    }

    /** As a checkpoint does: before the barrier, then at it. */
    OperatorSubtaskState snapshot() throws Exception {
        checkpoints++;
        task.prepareSnapshotPreBarrier(checkpoints);
        return task.snapshot(checkpoints, checkpoints);
    }

    void prepareSnapshot() throws Exception {
        task.prepareSnapshotPreBarrier(0);
    }

    void setCurrentKey(String variant) {
        task.getOperator().setCurrentKey(variant);
    }

    Object currentKey() {
        return task.getOperator().getCurrentKey();
    }

    /** Predictions since the last look. */
    List<Predicted> predictions() {
        List<Predicted> values = new ArrayList<>(task.extractOutputValues());
        readWatermark();
        task.getOutput().clear();
        return values;
    }

    /** How far the watermark has gone on. */
    long forwarded() {
        readWatermark();
        return watermark;
    }

    private void readWatermark() {
        for (Object out : task.getOutput()) {
            if (out instanceof Watermark mark) {
                watermark = mark.getTimestamp();
            }
        }
    }

    List<SegmentScored> segments() {
        return take(TrainerOutputs.SEGMENTS);
    }

    List<Routed> notFinite() {
        return take(TrainerOutputs.NOT_FINITE);
    }

    List<ModelSlice> slices() {
        return take(TrainerOutputs.SLICES);
    }

    List<VariantReport> reports() {
        return take(TrainerOutputs.REPORTS);
    }

    private <T> List<T> take(OutputTag<T> tag) {
        Queue<StreamRecord<T>> queue = task.getSideOutput(tag);
        List<T> values = new ArrayList<>();
        while (queue != null && !queue.isEmpty()) {
            values.add(queue.remove().getValue());
        }
        return values;
    }

    /** Variants that have state. */
    List<String> variantsInBackend() {
        return task.getOperator()
                .<String>getKeyedStateBackend()
                .getKeys(TrainerState.PROGRESS.getName(), VoidNamespace.INSTANCE)
                .sorted()
                .toList();
    }

    @Override
    public void close() throws Exception {
        task.close();
    }
}
