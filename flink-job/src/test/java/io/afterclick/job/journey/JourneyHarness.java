package io.afterclick.job.journey;

import io.afterclick.event.Arrival;
import io.afterclick.event.Event;
import io.afterclick.event.Refused;
import io.afterclick.job.record.ClickArrivals;
import io.afterclick.job.record.LogEnd;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.job.record.Tally;
import io.afterclick.journey.Delivered;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The journey operator, hosted by one task of Flink without a cluster, in the words of the domain. */
final class JourneyHarness implements AutoCloseable {

    static final int MAX_PARALLELISM = 128;

    /** Homes of state and timers; timers of the heap backend are always on the heap. */
    enum Backend {
        ROCKSDB,
        ROCKSDB_WITH_HEAP_TIMERS,
        HEAP;

        private StateBackend create() {
            if (this == HEAP) {
                return new HashMapStateBackend();
            }
            EmbeddedRocksDBStateBackend rocksdb = new EmbeddedRocksDBStateBackend();
            rocksdb.setPriorityQueueStateType(
                    this == ROCKSDB ? PriorityQueueStateType.ROCKSDB : PriorityQueueStateType.HEAP);
            return rocksdb;
        }
    }

    /** Which of how many parallel instances this is. */
    record Instance(int index, int parallelism) {
        static final Instance ONLY = new Instance(0, 1);

        boolean owns(String clickId) {
            return KeyGroupRangeAssignment.assignKeyToParallelOperator(clickId, MAX_PARALLELISM, parallelism) == index;
        }
    }

    private final Task task;
    private final Instance instance;
    private long checkpoints;

    /** Only the first input is keyed, as in the topology. */
    private static final class Task extends TwoInputStreamOperatorTestHarness<ClickArrivals, LogEnd, Delivered> {
        Task(JourneySettings settings, Instance instance) throws Exception {
            super(new JourneyOperator(settings), MAX_PARALLELISM, instance.parallelism(), instance.index());
            config.setStatePartitioner(0, (KeySelector<ClickArrivals, String>) ClickArrivals::clickId);
            config.setStateKeySerializer(StringSerializer.INSTANCE);
            config.serializeAllConfigs();
        }
    }

    private JourneyHarness(Task task, Instance instance) {
        this.task = task;
        this.instance = instance;
    }

    static JourneyHarness start(JourneySettings settings, Backend backend) throws Exception {
        return start(settings, backend, Instance.ONLY);
    }

    static JourneyHarness start(JourneySettings settings, Backend backend, Instance instance) throws Exception {
        JourneyHarness harness = create(settings, backend, instance);
        harness.task.open();
        return harness;
    }

    static JourneyHarness restore(JourneySettings settings, Backend backend, OperatorSubtaskState state)
            throws Exception {
        return restore(settings, backend, Instance.ONLY, 1, state);
    }

    /** Restores one of several instances from the state of all instances of the run before. */
    static JourneyHarness restore(
            JourneySettings settings,
            Backend backend,
            Instance instance,
            int parallelismBefore,
            OperatorSubtaskState... states)
            throws Exception {
        JourneyHarness harness = create(settings, backend, instance);
        harness.task.initializeState(Task.repartitionOperatorState(
                Task.repackageState(states),
                MAX_PARALLELISM,
                parallelismBefore,
                instance.parallelism(),
                instance.index()));
        harness.task.open();
        return harness;
    }

    private static JourneyHarness create(JourneySettings settings, Backend backend, Instance instance)
            throws Exception {
        Task task = new Task(settings, instance);
        task.setStateBackend(backend.create());
        task.setup();
        return new JourneyHarness(task, instance);
    }

    /** Events arrive, each as a record of its own; those of other instances go elsewhere. */
    void arrive(Event... events) throws Exception {
        for (Event event : events) {
            if (instance.owns(event.clickId())) {
                task.processElement1(
                        new StreamRecord<>(new ClickArrivals(event.clickId(), List.of(Events.arrival(event)))));
            }
        }
    }

    /** One record with all events of a click arrives. */
    void arriveTogether(Event... events) throws Exception {
        List<Arrival> arrivals = Arrays.stream(events).map(Events::arrival).toList();
        task.processElement1(new StreamRecord<>(new ClickArrivals(events[0].clickId(), arrivals)));
    }

    void watermark(long time) throws Exception {
        task.processBothWatermarks(new Watermark(time));
    }

    /** A source ends here. */
    void logEnds(long time) throws Exception {
        task.processElement2(new StreamRecord<>(new LogEnd(time)));
    }

    /** All sources have been read to their end. */
    void end() throws Exception {
        task.processBothWatermarks(Watermark.MAX_WATERMARK);
    }

    /** As a checkpoint does: before the barrier, then at it. */
    OperatorSubtaskState snapshot() throws Exception {
        checkpoints++;
        task.prepareSnapshotPreBarrier(checkpoints);
        return task.snapshot(checkpoints, checkpoints);
    }

    /** Everything given away since the last look, in a form that compares; clicks have no order among each other. */
    List<String> output() {
        return take(Transcript::of, Transcript::of, Transcript::of);
    }

    /** The same in few words. */
    List<String> brief() {
        return take(Transcript::brief, Transcript::brief, Transcript::brief);
    }

    private List<String> take(
            Function<Delivered, String> sample,
            Function<SettledOutcome, String> outcome,
            Function<Refused, String> refused) {
        List<String> lines = new ArrayList<>();
        task.extractOutputValues().forEach(delivered -> lines.add(sample.apply(delivered)));
        task.getOutput().clear();
        take(SideOutputs.OUTCOMES).forEach(settled -> lines.add(outcome.apply(settled)));
        take(SideOutputs.REFUSED).forEach(letter -> lines.add(refused.apply(letter)));
        lines.sort(Comparator.naturalOrder());
        return lines;
    }

    /** What has been counted, by name, without what is zero. */
    Tally counted() throws Exception {
        task.getOperator().finish();
        Tally tally = take(SideOutputs.TALLIES).iterator().next();
        tally.counts().values().removeIf(count -> count == 0);
        return tally;
    }

    private <T> Collection<T> take(OutputTag<T> tag) {
        Queue<StreamRecord<T>> queue = task.getSideOutput(tag);
        List<T> values = new ArrayList<>();
        while (queue != null && !queue.isEmpty()) {
            values.add(queue.remove().getValue());
        }
        return values;
    }

    int timers() {
        return task.numEventTimeTimers();
    }

    long clicksInBackend() {
        return task.getOperator()
                .getKeyedStateBackend()
                .getKeys("click", VoidNamespace.INSTANCE)
                .count();
    }

    @Override
    public void close() throws Exception {
        task.close();
    }
}
