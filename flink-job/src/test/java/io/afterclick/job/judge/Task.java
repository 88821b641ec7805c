package io.afterclick.job.judge;

import io.afterclick.job.journey.SideOutputs;
import io.afterclick.job.record.Judged;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.SegmentMeasured;
import io.afterclick.job.record.SegmentScored;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.job.record.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/**
 * One of the judge's operators, hosted by one task of Flink without a cluster.
 *
 * @param <K> key
 * @param <A> first input
 * @param <B> second input
 * @param <T> output
 */
final class Task<K, A, B, T> implements AutoCloseable {

    private static final int MAX_PARALLELISM = 128;

    /** Homes of state. */
    enum Backend {
        ROCKSDB(EmbeddedRocksDBStateBackend::new),
        HEAP(HashMapStateBackend::new);

        private final Supplier<StateBackend> backend;

        Backend(Supplier<StateBackend> backend) {
            this.backend = backend;
        }
    }

    private final KeyedTwoInputStreamOperatorTestHarness<K, A, B, T> task;
    private long checkpoints;

    private Task(
            TwoInputStreamOperator<A, B, T> operator,
            KeySelector<A, K> firstKey,
            KeySelector<B, K> secondKey,
            TypeInformation<K> key,
            Backend backend)
            throws Exception {
        task = new KeyedTwoInputStreamOperatorTestHarness<>(operator, firstKey, secondKey, key, MAX_PARALLELISM, 1, 0);
        task.setStateBackend(backend.backend.get());
        task.setup();
    }

    static Task<String, Predicted, SettledOutcome, Judged> judge(JudgeSettings settings, Backend backend)
            throws Exception {
        return new Task<>(
                new JudgeOperator(settings),
                Predicted::clickId,
                settled -> settled.outcome().click().id(),
                Types.STRING,
                backend);
    }

    static Task<Tuple2<String, Long>, Judged, SegmentScored, SegmentMeasured> metrics(
            JudgeSettings settings, Backend backend) throws Exception {
        return new Task<>(
                new SegmentMetricsOperator(settings),
                SegmentMetricsOperator::keyOf,
                SegmentMetricsOperator::keyOf,
                Types.TUPLE(Types.STRING, Types.LONG),
                backend);
    }

    Task<K, A, B, T> start() throws Exception {
        task.open();
        return this;
    }

    Task<K, A, B, T> restore(OperatorSubtaskState state) throws Exception {
        task.initializeState(state);
        task.open();
        return this;
    }

    void first(A element) throws Exception {
        task.processElement1(new StreamRecord<>(element));
    }

    void second(B element) throws Exception {
        task.processElement2(new StreamRecord<>(element));
    }

    void watermark(long time) throws Exception {
        task.processBothWatermarks(new Watermark(time));
    }

    /** All input has been read to its end. */
    void end() throws Exception {
        task.processBothWatermarks(Watermark.MAX_WATERMARK);
    }

    /** As a checkpoint does: before the barrier, then at it. */
    OperatorSubtaskState snapshot() throws Exception {
        checkpoints++;
        task.prepareSnapshotPreBarrier(checkpoints);
        return task.snapshot(checkpoints, checkpoints);
    }

    /** Everything given away since the last look. */
    List<T> output() {
        List<T> values = new ArrayList<>(task.extractOutputValues());
        task.getOutput().clear();
        return values;
    }

    /** What has been counted, by name, without what is zero. */
    Tally counted() throws Exception {
        task.getOperator().finish();
        Queue<StreamRecord<Tally>> tallies = task.getSideOutput(SideOutputs.TALLIES);
        Tally tally = tallies.remove().getValue();
        tally.counts().values().removeIf(count -> count == 0);
        return tally;
    }

    int timers() {
        return task.numEventTimeTimers();
    }

    /** Keys of a state in the backend. */
    long inBackend(String state) {
        return task.getOperator()
                .getKeyedStateBackend()
                .getKeys(state, VoidNamespace.INSTANCE)
                .count();
    }

    @Override
    public void close() throws Exception {
        task.close();
    }
}
