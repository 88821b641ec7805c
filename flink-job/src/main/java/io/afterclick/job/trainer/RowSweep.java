package io.afterclick.job.trainer;

import io.afterclick.learn.embedding.RowAgeing;
import io.afterclick.learn.embedding.RowLayout;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Removes rows that have expired from state, some at a time between two segments, and remembers which were admitted until the next
 * model is published. An expired row counts as none before it is removed, so when that happens changes no parameter. What
 * outlives a failure is the last sweep that was finished; one that was under way begins again.
 */
final class RowSweep {

    private static final int VERSION = 1;
    private static final int ROWS_AT_ONCE = 1024;

    private final RowAgeing ageing;
    private final RowLayout layout;
    private final StateRows rows;
    private final SortedSet<RowKey> gone = new TreeSet<>();
    private long swept;
    private @Nullable UnderWay underWay;

    /** A sweep looks at all rows first: state is not changed while it is read. */
    private static final class UnderWay {
        private final Iterator<Map.Entry<RowKey, byte[]>> toLook;
        private final Queue<RowKey> toRemove = new ArrayDeque<>();
        private final Queue<RowKey> toTell = new ArrayDeque<>();

        UnderWay(Iterator<Map.Entry<RowKey, byte[]>> toLook) {
            this.toLook = toLook;
        }
    }

    /**
     * @param layout of the rows in state
     * @param stored what {@link #toBytes} gave, or null at the beginning
     */
    RowSweep(RowAgeing ageing, RowLayout layout, StateRows rows, byte @Nullable [] stored) throws IOException {
        this.ageing = ageing;
        this.layout = layout;
        this.rows = rows;
        if (stored != null) {
            restore(stored);
        }
    }

    private void restore(byte[] stored) throws IOException {
        DataInputStream in = StoredBytes.after(VERSION, stored, "trainer's sweep");
        swept = in.readLong();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            gone.add(new RowKey(in.readInt(), in.readLong()));
        }
    }

    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(VERSION);
        out.writeLong(swept);
        out.writeInt(gone.size());
        for (RowKey row : gone) {
            out.writeInt(row.field());
            out.writeLong(row.key());
        }
        return bytes.toByteArray();
    }

    /**
     * Whether rows are to be looked at before the variant goes on: before each model that is published, and as often as rows
     * can expire.
     */
    boolean isDue(Progress progress, boolean publishes) {
        long age = progress.segment() - swept;
        boolean between = progress.batch() == 0;
        return ageing.expireAfter() > 0 && between && age > 0 && (publishes || age >= ageing.expireAfter());
    }

    /** Whether a sweep is under way; if not, rows must be handed over to state before the next {@link #turn}. */
    boolean isBegun() {
        return underWay != null;
    }

    /** Looks at some rows, or removes some; under the variant's key. */
    void turn(Progress progress) throws Exception {
        UnderWay now = underWay;
        if (now == null) {
            now = new UnderWay(rows.iterator());
            underWay = now;
        }
        if (now.toLook.hasNext()) {
            look(now, progress.segment());
        } else {
            for (int i = 0; i < ROWS_AT_ONCE && !now.toRemove.isEmpty(); i++) {
                rows.remove(now.toRemove.remove());
            }
            if (now.toRemove.isEmpty()) {
                gone.addAll(now.toTell);
                swept = progress.segment();
                underWay = null;
            }
        }
    }

    private void look(UnderWay now, long segment) {
        float[] row = new float[layout.width()];
        for (int i = 0; i < ROWS_AT_ONCE && now.toLook.hasNext(); i++) {
            Map.Entry<RowKey, byte[]> entry = now.toLook.next();
            FloatBytes.read(entry.getValue(), row, "embedding row");
            if (ageing.isExpired(layout, row, segment)) {
                now.toRemove.add(entry.getKey());
                if (ageing.wasForgotten(layout, row, segment)) {
                    now.toTell.add(entry.getKey());
                }
            }
        }
    }

    /** Floats of a row in state. */
    int width() {
        return layout.width();
    }

    /** Whether a stored row counts in this segment. */
    boolean isAlive(float[] row, long segment) {
        return !ageing.isNeeded() || ageing.isAlive(layout, row, segment);
    }

    /** Admitted rows that were removed since {@link #forgetGone}, and not made again. */
    SortedSet<RowKey> gone() {
        return Collections.unmodifiableSortedSet(gone);
    }

    /** Looks at a row of the model that is being published; returns whether it counts. */
    boolean publishes(RowKey key, float[] row, long segment) {
        if (isAlive(row, segment)) {
            gone.remove(key);
            return true;
        }
        if (ageing.wasForgotten(layout, row, segment)) {
            gone.add(key);
        }
        return false;
    }

    /** What is gone was told. */
    void forgetGone() {
        gone.clear();
    }
}
