package io.afterclick.job.source;

import io.afterclick.intake.Admission;
import io.afterclick.intake.EventFile;
import io.afterclick.intake.EventFiles;
import io.afterclick.intake.InputException;
import io.afterclick.intake.IntakeSettings;
import io.afterclick.intake.LateGate;
import io.afterclick.intake.LateRecords;
import io.afterclick.intake.Parsed;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of one source one after the other, decides what is late, and says how far event time has come. The
 * greatest event time is carried from file to file and kept with the position.
 */
final class EventReader implements SourceReader<Parsed, EventSplit> {

    /** A watermark costs every operator behind some work, so not each record brings one. */
    private static final int RECORDS_PER_WATERMARK = 512;

    private final SourceReaderContext context;
    private final IntakeSettings settings;
    private final long outOfOrderness;
    private final LateRecords late;
    private final FlinkFiles files = new FlinkFiles();
    private final Deque<EventSplit> assigned = new ArrayDeque<>();
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private boolean noMoreSplits;
    private boolean requested;

    private @Nullable EventSplit split;
    private @Nullable EventFile file;
    private Admission admission;
    private int recordsSinceWatermark;

    EventReader(SourceReaderContext context, IntakeSettings settings, long outOfOrderness, LateRecords late) {
        this.context = context;
        this.settings = settings;
        this.outOfOrderness = outOfOrderness;
        this.late = late;
        this.admission = new Admission(new LateGate(outOfOrderness, LateGate.NOTHING_YET), false, late);
    }

    @Override
    public void start() {
        context.metricGroup().gauge("fileBytesRead", files::bytesRead);
        requestIfIdle();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Parsed> output) throws Exception {
        try {
            return poll(output);
        } catch (InputException e) {
            // The same input would fail again.
            throw new SuppressRestartsException(e);
        }
    }

    private InputStatus poll(ReaderOutput<Parsed> output) throws IOException {
        if (file == null && !openNext()) {
            emitWatermark(output);
            if (noMoreSplits) {
                return InputStatus.END_OF_INPUT;
            }
            requestIfIdle();
            return InputStatus.NOTHING_AVAILABLE;
        }
        Parsed parsed = required(file).next();
        if (parsed == null) {
            finishFile();
            return InputStatus.MORE_AVAILABLE;
        }
        output.collect(admission.admit(parsed));
        if (++recordsSinceWatermark >= RECORDS_PER_WATERMARK) {
            emitWatermark(output);
        }
        return InputStatus.MORE_AVAILABLE;
    }

    private boolean openNext() throws IOException {
        EventSplit next = assigned.poll();
        if (next == null) {
            return false;
        }
        requested = false;
        long maximum = Math.max(admission.gate().maximum(), next.maximum());
        boolean official = next.file().format().isOfficial();
        admission = new Admission(new LateGate(official ? 0 : outOfOrderness, maximum), official, late);
        split = next;
        if (!next.finished()) {
            file = new EventFiles(files).open(next.file(), settings, next.position());
            return true;
        }
        return openNext();
    }

    private void finishFile() throws IOException {
        EventFile read = required(file);
        EventSplit last = required(split);
        split = new EventSplit(last.file(), read.position(), admission.gate().maximum(), true);
        file = null;
        read.close();
        requestIfIdle();
    }

    private void requestIfIdle() {
        if (file == null && assigned.isEmpty() && !requested && !noMoreSplits) {
            requested = true;
            context.sendSplitRequest();
        }
    }

    private void emitWatermark(ReaderOutput<Parsed> output) {
        recordsSinceWatermark = 0;
        long time = admission.gate().watermark();
        if (time != Long.MIN_VALUE) {
            output.emitWatermark(new Watermark(time));
        }
    }

    @Override
    public List<EventSplit> snapshotState(long checkpointId) {
        List<EventSplit> splits = new ArrayList<>();
        if (split != null) {
            splits.add(
                    file == null
                            ? split
                            : new EventSplit(
                                    split.file(),
                                    file.position(),
                                    admission.gate().maximum(),
                                    false));
        }
        splits.addAll(assigned);
        return splits;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        if (file != null || !assigned.isEmpty() || noMoreSplits) {
            return CompletableFuture.completedFuture(null);
        }
        if (available.isDone()) {
            available = new CompletableFuture<>();
        }
        return available;
    }

    @Override
    public void addSplits(List<EventSplit> splits) {
        assigned.addAll(splits);
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        available.complete(null);
    }

    @Override
    public void close() throws Exception {
        if (file != null) {
            file.close();
        }
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("expected an open file, found none");
        }
        return value;
    }
}
