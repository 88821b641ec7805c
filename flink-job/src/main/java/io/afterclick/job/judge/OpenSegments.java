package io.afterclick.job.judge;

import io.afterclick.event.Packing;
import io.afterclick.job.bytes.JudgedBytes;
import io.afterclick.job.count.SegmentCounts;
import io.afterclick.job.record.Judged;
import io.afterclick.job.record.SegmentMeasured;
import io.afterclick.job.record.SegmentScored;
import io.afterclick.metrics.Metric;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.jspecify.annotations.Nullable;

/**
 * Owns the keyed state of segments that wait for their last judged click, by variant and segment: how far each is, and its
 * rows in parts, one for each snapshot.
 *
 * <p>Memory holds what came since the last snapshot; {@link #flush} moves it to the backend and must run before every
 * snapshot. So a snapshot writes new rows only, and memory is bounded by the open segments. A segment is cleared, here and in
 * the backend, when it has been measured.
 */
final class OpenSegments {

    /** Sets the key under which state is reached. */
    interface KeyContext {
        void setKey(Tuple2<String, Long> key);
    }

    /** Name of the keyed state that tells how far a segment is. */
    static final String PROGRESS_NAME = "progress";

    /** Name of the keyed state of rows. */
    static final String ROWS_NAME = "rows";

    private static final int VERSION = 1;

    private final ValueState<byte[]> progress;
    private final ListState<byte[]> parts;
    private final KeyContext keys;
    private final JudgeSettings settings;
    private final Map<Tuple2<String, Long>, Open> held = new HashMap<>();

    /** A segment in memory. */
    private static final class Open {
        private boolean inBackend;
        private long judged;
        private @Nullable SegmentScored scored;
        private SegmentRows since = new SegmentRows();
        private boolean rowsSince;
    }

    OpenSegments(ValueState<byte[]> progress, ListState<byte[]> parts, KeyContext keys, JudgeSettings settings) {
        this.progress = progress;
        this.parts = parts;
        this.keys = keys;
        this.settings = settings;
    }

    /** A click of the current key has been judged. */
    void judged(Tuple2<String, Long> key, Judged judged, Consumer<SegmentMeasured> out) throws Exception {
        Open segment = findOrOpen(key);
        segment.judged++;
        segment.since.add(judged);
        segment.rowsSince = true;
        measureIfWhole(key, segment, out);
    }

    /** The current key's clicks have all been scored. */
    void scored(Tuple2<String, Long> key, SegmentScored scored, Consumer<SegmentMeasured> out) throws Exception {
        Open segment = findOrOpen(key);
        segment.scored = scored;
        measureIfWhole(key, segment, out);
    }

    private void measureIfWhole(Tuple2<String, Long> key, Open segment, Consumer<SegmentMeasured> out)
            throws Exception {
        SegmentScored scored = segment.scored;
        if (scored == null || segment.judged < scored.clicks()) {
            return;
        }
        SegmentRows rows = segment.since;
        if (segment.inBackend) {
            for (byte[] part : parts.get()) {
                rows.merge(SegmentRows.read(input(part)));
            }
            progress.clear();
            parts.clear();
        }
        held.remove(key);
        SortedMap<String, Long> counts = new TreeMap<>();
        SortedMap<String, Metric> metrics = new TreeMap<>();
        counts.put(SegmentCounts.CLICKS, segment.judged);
        rows.measure(settings.quantities(scored.variant()), counts, metrics);
        out.accept(new SegmentMeasured(
                scored.variant(), scored.segment(), scored.start(), scored.end(), counts, metrics, rows.reliability()));
    }

    /** Moves everything to the backend. The current key is undefined afterwards. */
    void flush() throws Exception {
        for (Map.Entry<Tuple2<String, Long>, Open> entry : held.entrySet()) {
            keys.setKey(entry.getKey());
            write(entry.getValue());
        }
        held.clear();
    }

    /** Segments that are open, in memory or in the backend. */
    long leftKeys(KeyedStateBackend<?> backend) {
        try (Stream<?> keysLeft = backend.getKeys(PROGRESS_NAME, VoidNamespace.INSTANCE)) {
            return held.size() + keysLeft.filter(key -> !held.containsKey(key)).count();
        }
    }

    private Open findOrOpen(Tuple2<String, Long> key) throws IOException {
        Open found = held.get(key);
        if (found == null) {
            byte[] known = progress.value();
            found = known == null ? new Open() : read(input(known));
            held.put(key, found);
        }
        return found;
    }

    private void write(Open segment) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(VERSION);
        Packing.writeLong(segment.judged, out);
        out.writeBoolean(segment.scored != null);
        if (segment.scored != null) {
            JudgedBytes.writeScored(segment.scored, out);
        }
        progress.update(bytes.toByteArray());
        if (segment.rowsSince) {
            bytes.reset();
            segment.since.write(out);
            parts.add(bytes.toByteArray());
        }
    }

    private static Open read(DataInputStream in) throws IOException {
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("Open segment: expected version " + VERSION + ", found " + version);
        }
        Open segment = new Open();
        segment.inBackend = true;
        segment.judged = Packing.readLong(in);
        segment.scored = in.readBoolean() ? JudgedBytes.readScored(in) : null;
        return segment;
    }

    private static DataInputStream input(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }
}
