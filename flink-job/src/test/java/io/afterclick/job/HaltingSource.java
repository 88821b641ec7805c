package io.afterclick.job;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A source that stands still after some records: until it is stopped, or until a checkpoint has completed, after which it
 * fails, once. So a test knows where a job was interrupted, without waiting for a time to pass.
 */
final class HaltingSource<T, S extends SourceSplit, E> implements Source<T, S, E>, ResultTypeQueryable<T> {

    private static final long serialVersionUID = 1;

    /** Halts of this process by name: a job's tasks are copies, and meet the test here. */
    private static final Map<String, Halt> HALTS = new ConcurrentHashMap<>();

    private final Source<T, S, E> source;
    private final String halt;
    private final long records;
    private final boolean fails;

    /** Whether the halt was reached, and whether it is over. */
    private static final class Halt {
        private final CompletableFuture<Void> reached = new CompletableFuture<>();
        private volatile boolean over;
    }

    private HaltingSource(Source<T, S, E> source, String halt, long records, boolean fails) {
        this.source = source;
        this.halt = halt;
        this.records = records;
        this.fails = fails;
    }

    /** Stands still after that many records, for good. */
    static <T, S extends SourceSplit, E> HaltingSource<T, S, E> stops(
            Source<T, S, E> source, String name, long records) {
        return new HaltingSource<>(source, name, records, false);
    }

    /** Fails after that many records and one more checkpoint; after the restart it goes on. */
    static <T, S extends SourceSplit, E> HaltingSource<T, S, E> fails(
            Source<T, S, E> source, String name, long records) {
        return new HaltingSource<>(source, name, records, true);
    }

    /** Done when the source of that name stands still, and a checkpoint has completed since. */
    static CompletableFuture<Void> reached(String name) {
        return halt(name).reached;
    }

    private static Halt halt(String name) {
        return HALTS.computeIfAbsent(name, any -> new Halt());
    }

    @Override
    public SourceReader<T, S> createReader(SourceReaderContext context) throws Exception {
        return new Reader<>(source.createReader(context), halt(halt), records, fails);
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SplitEnumerator<S, E> createEnumerator(SplitEnumeratorContext<S> context) throws Exception {
        return source.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<S, E> restoreEnumerator(SplitEnumeratorContext<S> context, E state) throws Exception {
        return source.restoreEnumerator(context, state);
    }

    @Override
    public SimpleVersionedSerializer<S> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<E> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }

    @Override
    @SuppressWarnings("unchecked") // All sources of the job say what they produce.
    public TypeInformation<T> getProducedType() {
        return ((ResultTypeQueryable<T>) source).getProducedType();
    }

    private static final class Reader<T, S extends SourceSplit> implements SourceReader<T, S> {
        private final SourceReader<T, S> reader;
        private final Halt halt;
        private final long records;
        private final boolean fails;
        private final CompletableFuture<Void> checkpointed = new CompletableFuture<>();
        private long polled;
        private boolean halted;

        Reader(SourceReader<T, S> reader, Halt halt, long records, boolean fails) {
            this.reader = reader;
            this.halt = halt;
            this.records = records;
            this.fails = fails;
        }

        private boolean halts() {
            return polled >= records && !halt.over;
        }

        @Override
        public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
            if (!halts()) {
                polled++;
                return reader.pollNext(output);
            }
            halted = true;
            if (checkpointed.isDone()) {
                halt.over = true;
                throw new IllegalStateException("This failure is part of a test");
            }
            return InputStatus.NOTHING_AVAILABLE;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            // A source that is asked for this before every record never polls in vain.
            halted |= halts();
            return halts() ? checkpointed : reader.isAvailable();
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) throws Exception {
            reader.notifyCheckpointComplete(checkpointId);
            if (halted) {
                halt.reached.complete(null);
                if (fails) {
                    checkpointed.complete(null);
                }
            }
        }

        @Override
        public void start() {
            reader.start();
        }

        @Override
        public List<S> snapshotState(long checkpointId) {
            return reader.snapshotState(checkpointId);
        }

        @Override
        public void addSplits(List<S> splits) {
            reader.addSplits(splits);
        }

        @Override
        public void notifyNoMoreSplits() {
            reader.notifyNoMoreSplits();
        }

        @Override
        public void handleSourceEvents(SourceEvent event) {
            reader.handleSourceEvents(event);
        }

        @Override
        public void close() throws Exception {
            reader.close();
        }
    }
}
