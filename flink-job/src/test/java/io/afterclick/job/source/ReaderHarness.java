package io.afterclick.job.source;

import io.afterclick.event.Arrival;
import io.afterclick.event.Refused;
import io.afterclick.intake.FilePosition;
import io.afterclick.intake.InputFile;
import io.afterclick.intake.IntakeSettings;
import io.afterclick.intake.LateGate;
import io.afterclick.intake.LateRecords;
import io.afterclick.intake.Parsed;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** A reader by itself, given one file after the other as it asks for them, and all that it emits. */
final class ReaderHarness implements AutoCloseable, SourceReaderContext, ReaderOutput<Parsed> {

    private final EventReader reader;
    private final Deque<InputFile> waiting;
    private final boolean bounded;
    private final List<String> records = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final List<Long> watermarks = new ArrayList<>();
    private boolean asking;

    private ReaderHarness(IntakeSettings settings, long outOfOrderness, Collection<InputFile> files, boolean bounded) {
        this.reader = new EventReader(this, settings, outOfOrderness, LateRecords.DEAD_LETTER);
        this.waiting = new ArrayDeque<>(files);
        this.bounded = bounded;
    }

    static ReaderHarness start(IntakeSettings settings, long outOfOrderness, List<InputFile> files) {
        ReaderHarness harness = new ReaderHarness(settings, outOfOrderness, files, true);
        harness.reader.start();
        return harness;
    }

    /** A reader whose source may still find more files. */
    static ReaderHarness watch(IntakeSettings settings, long outOfOrderness, List<InputFile> files) {
        ReaderHarness harness = new ReaderHarness(settings, outOfOrderness, files, false);
        harness.reader.start();
        return harness;
    }

    /** Another reader goes on where this one stands; splits pass through bytes, as in a checkpoint. */
    ReaderHarness restore(IntakeSettings settings, long outOfOrderness) throws IOException {
        ReaderHarness restored = new ReaderHarness(settings, outOfOrderness, waiting, bounded);
        EventSplitSerializer bytes = new EventSplitSerializer();
        List<EventSplit> splits = new ArrayList<>();
        for (EventSplit split : reader.snapshotState(1)) {
            splits.add(bytes.deserialize(bytes.getVersion(), bytes.serialize(split)));
        }
        restored.reader.addSplits(splits);
        restored.reader.start();
        return restored;
    }

    static EventSplit unread(InputFile file) {
        return new EventSplit(file, FilePosition.START, LateGate.NOTHING_YET, false);
    }

    /** Reads until that many more records came, or there is nothing to read. */
    InputStatus read(int more) throws Exception {
        int enough = records.size() + more;
        InputStatus status = InputStatus.MORE_AVAILABLE;
        while (records.size() < enough && status == InputStatus.MORE_AVAILABLE) {
            status = reader.pollNext(this);
        }
        return status;
    }

    InputStatus readAll() throws Exception {
        return read(Integer.MAX_VALUE - records.size());
    }

    void find(InputFile file) {
        waiting.add(file);
        if (asking) {
            sendSplitRequest();
        }
    }

    /** What was emitted, a line each: ids, or why a record was refused, and the line of the file. */
    List<String> records() {
        return records;
    }

    /** Greatest time of a record before each watermark, and the watermark, alternating. */
    List<Long> watermarks() {
        return watermarks;
    }

    boolean isAvailable() {
        return reader.isAvailable().isDone();
    }

    @Override
    public void collect(Parsed parsed) {
        StringBuilder line = new StringBuilder();
        for (Arrival arrival : parsed.arrivals()) {
            line.append(arrival.event().kind())
                    .append(' ')
                    .append(arrival.event().id())
                    .append(' ');
            line.append(arrival.raw().origin()).append(' ');
        }
        for (Refused refused : parsed.refused()) {
            line.append(refused.reason())
                    .append(' ')
                    .append(refused.raw().origin())
                    .append(' ');
        }
        records.add(line.toString().strip());
        if (!parsed.arrivals().isEmpty()) {
            times.add(parsed.arrivals().get(0).event().time());
        }
    }

    @Override
    public void collect(Parsed parsed, long timestamp) {
        throw new UnsupportedOperationException("expected records without a timestamp");
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        watermarks.add(times.stream().mapToLong(Long::longValue).max().orElse(Long.MIN_VALUE));
        watermarks.add(watermark.getTimestamp());
    }

    @Override
    public void sendSplitRequest() {
        InputFile next = waiting.poll();
        asking = next == null;
        if (next != null) {
            reader.addSplits(List.of(unread(next)));
        } else if (bounded) {
            reader.notifyNoMoreSplits();
        }
    }

    @Override
    public SourceReaderMetricGroup metricGroup() {
        return UnregisteredMetricsGroup.createSourceReaderMetricGroup();
    }

    @Override
    public Configuration getConfiguration() {
        return new Configuration();
    }

    @Override
    public String getLocalHostName() {
        return "localhost";
    }

    @Override
    public int getIndexOfSubtask() {
        return 0;
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent event) {
        throw new UnsupportedOperationException("expected no events");
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
        return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
    }

    @Override
    public void markIdle() {
        throw new UnsupportedOperationException("a source is never idle");
    }

    @Override
    public void markActive() {
        throw new UnsupportedOperationException("a source is never idle");
    }

    @Override
    public SourceOutput<Parsed> createOutputForSplit(String split) {
        return this;
    }

    @Override
    public void releaseOutputForSplit(String split) {
        // There is one output for all.
    }

    @Override
    public void close() throws Exception {
        reader.close();
    }
}
