package io.afterclick.job;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A sink with a committer, whose writers fail when so many elements have come to them, each time once. */
final class CrashingSink<T, C> implements Sink<T>, SupportsCommitter<C> {

    private static final long serialVersionUID = 1;

    /** By name, since a sink is copied on its way to its tasks. */
    private static final Map<String, Failures> FAILURES = new ConcurrentHashMap<>();

    private final Sink<T> sink;
    private final SupportsCommitter<C> committing;
    private final String name;

    private static final class Failures {
        private final Deque<Long> ahead;
        private long elements;
        private int failed;

        Failures(List<Long> ahead) {
            this.ahead = new ArrayDeque<>(ahead);
        }

        synchronized void count() {
            elements++;
            if (!ahead.isEmpty() && elements >= ahead.element()) {
                ahead.remove();
                failed++;
                throw new IllegalStateException("This failure is part of a test");
            }
        }
    }

    private <S extends Sink<T> & SupportsCommitter<C> & Serializable> CrashingSink(S sink, String name) {
        this.sink = sink;
        this.committing = sink;
        this.name = name;
    }

    @SuppressWarnings("unchecked") // The sinks of this test have a committer.
    static <T, C, S extends Sink<T> & SupportsCommitter<C> & Serializable> Sink<T> of(
            Sink<T> sink, String name, List<Long> elements) {
        FAILURES.put(name, new Failures(elements));
        return new CrashingSink<>((S) sink, name);
    }

    /** Failures so far. */
    static int failed(String name) {
        return failures(name).failed;
    }

    private static Failures failures(String name) {
        return FAILURES.computeIfAbsent(name, any -> new Failures(List.of()));
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        @SuppressWarnings("unchecked") // what Flink asks of a sink with a committer
        CommittingSinkWriter<T, C> writer = (CommittingSinkWriter<T, C>) sink.createWriter(context);
        return new Writer<>(writer, failures(name));
    }

    @Override
    public Committer<C> createCommitter(CommitterInitContext context) throws IOException {
        return committing.createCommitter(context);
    }

    @Override
    public SimpleVersionedSerializer<C> getCommittableSerializer() {
        return committing.getCommittableSerializer();
    }

    private record Writer<T, C>(CommittingSinkWriter<T, C> writer, Failures failures)
            implements CommittingSinkWriter<T, C> {

        @Override
        public void write(T element, Context context) throws IOException, InterruptedException {
            failures.count();
            writer.write(element, context);
        }

        @Override
        public void flush(boolean endOfInput) throws IOException, InterruptedException {
            writer.flush(endOfInput);
        }

        @Override
        public Collection<C> prepareCommit() throws IOException, InterruptedException {
            return writer.prepareCommit();
        }

        @Override
        public void close() throws Exception {
            writer.close();
        }
    }
}
