package io.afterclick.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A sink that drops everything, and fails once: while its state is taken for one of its checkpoints. */
final class FailingSink<T> implements Sink<T>, SupportsWriterState<T, String> {

    private static final long serialVersionUID = 1;

    /** Checkpoints of this process by sink: a job's tasks are copies. */
    private static final Map<String, AtomicInteger> CHECKPOINTS = new ConcurrentHashMap<>();

    private final String name;
    private final int checkpoint;

    FailingSink(String name, int checkpoint) {
        this.name = name;
        this.checkpoint = checkpoint;
    }

    /** Checkpoints that a sink of that name was asked for. */
    static int checkpoints(String name) {
        return CHECKPOINTS.computeIfAbsent(name, any -> new AtomicInteger()).get();
    }

    @Override
    public StatefulSinkWriter<T, String> createWriter(WriterInitContext context) {
        return new Writer<>(name, checkpoint);
    }

    @Override
    public StatefulSinkWriter<T, String> restoreWriter(WriterInitContext context, Collection<String> state) {
        return createWriter(context);
    }

    @Override
    public SimpleVersionedSerializer<String> getWriterStateSerializer() {
        return new Texts();
    }

    private record Writer<T>(String name, int checkpoint) implements StatefulSinkWriter<T, String> {
        @Override
        public void write(T element, Context context) {
            // Dropped.
        }

        @Override
        public void flush(boolean endOfInput) {
            // Nothing is held.
        }

        @Override
        public List<String> snapshotState(long checkpointId) throws IOException {
            int now = CHECKPOINTS
                    .computeIfAbsent(name, any -> new AtomicInteger())
                    .incrementAndGet();
            if (now == checkpoint) {
                throw new IOException("This failure is part of a test");
            }
            return List.of(name);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static final class Texts implements SimpleVersionedSerializer<String> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String deserialize(int version, byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
