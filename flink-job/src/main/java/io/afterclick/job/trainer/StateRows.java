package io.afterclick.job.trainer;

import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.embedding.RowStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the current key's variant in keyed state. Writes are gathered and handed over together; reads see them all the
 * same.
 */
final class StateRows implements RowStore {

    private static final int AT_ONCE = 1024;

    private final MapState<RowKey, byte[]> state;
    private final Map<RowKey, byte[]> gathered = new HashMap<>();
    private long reads;
    private long writes;
    private long readNanos;
    private long writeNanos;

    StateRows(MapState<RowKey, byte[]> state) {
        this.state = state;
    }

    @Override
    public boolean read(int field, long key, float[] into) {
        RowKey row = new RowKey(field, key);
        byte[] bytes = gathered.get(row);
        if (bytes == null) {
            reads++;
            bytes = stored(row);
        }
        if (bytes == null) {
            return false;
        }
        FloatBytes.read(bytes, into, "embedding row");
        return true;
    }

    private byte @Nullable [] stored(RowKey row) {
        long start = System.nanoTime();
        try {
            return state.get(row);
        } catch (Exception e) {
            throw failed("read", e);
        } finally {
            readNanos += System.nanoTime() - start;
        }
    }

    @Override
    public void write(int field, long key, float[] row) {
        gathered.put(new RowKey(field, key), FloatBytes.of(row));
        if (gathered.size() == AT_ONCE) {
            handOver();
        }
    }

    /** Brings state up to date; under the variant's key. */
    void handOver() {
        if (gathered.isEmpty()) {
            return;
        }
        writes += gathered.size();
        long start = System.nanoTime();
        try {
            state.putAll(gathered);
        } catch (Exception e) {
            throw failed("write", e);
        } finally {
            writeNanos += System.nanoTime() - start;
        }
        gathered.clear();
    }

    /** Removes a row that was handed over; under the variant's key. */
    void remove(RowKey row) {
        try {
            state.remove(row);
        } catch (Exception e) {
            throw failed("remove from", e);
        }
    }

    /** Shows all rows that were handed over; under the variant's key. */
    void forEach(int width, HeapRows.Visitor visitor) throws Exception {
        float[] row = new float[width];
        for (Map.Entry<RowKey, byte[]> entry : state.entries()) {
            FloatBytes.read(entry.getValue(), row, "embedding row");
            visitor.visit(entry.getKey().field(), entry.getKey().key(), row);
        }
    }

    /**
     * All rows that were handed over, packed, while none is written; under the variant's key when it begins, under any key as it
     * goes on.
     */
    Iterator<Map.Entry<RowKey, byte[]>> iterator() throws Exception {
        return state.entries().iterator();
    }

    /** Rows looked for in state. */
    long reads() {
        return reads;
    }

    /** Rows written to state. */
    long writes() {
        return writes;
    }

    /** Wall time of reading from state. */
    long readNanos() {
        return readNanos;
    }

    /** Wall time of writing to state. */
    long writeNanos() {
        return writeNanos;
    }

    private static UncheckedIOException failed(String what, Exception cause) {
        return new UncheckedIOException(new IOException("embedding rows: could not " + what + " keyed state", cause));
    }
}
