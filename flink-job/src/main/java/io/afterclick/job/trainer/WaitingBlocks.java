package io.afterclick.job.trainer;

import io.afterclick.journey.Delivered;
import io.afterclick.journey.DeliveredCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the end of its segment, packed in blocks. A block lives in memory until a snapshot or the memory bound asks
 * for it, so that there is not one state access per record. Bytes of a block that state has are dropped from memory when the
 * bound is exceeded, those of the latest segments first.
 */
public final class WaitingBlocks {

    private static final int BLOCK_BYTES = 1 << 16;
    private static final int BLOCKS_PER_SEGMENT_BITS = 24;
    /** In front of a stored block: how many records it holds. */
    private static final int HEAD_BYTES = Integer.BYTES;

    private final MapState<Long, byte[]> state;
    private final long memoryBound;
    private final TreeMap<Long, List<Block>> segments = new TreeMap<>();
    private long heldBytes;
    private long records;

    /** Some records of one segment. */
    private static final class Block {
        private final long id;
        private @Nullable ByteArrayOutputStream bytes;
        private int records;
        private boolean stored;

        Block(long id, @Nullable ByteArrayOutputStream bytes) {
            this.id = id;
            this.bytes = bytes;
        }

        /** One that is in state alone. */
        static Block stored(long id, int records) {
            Block block = new Block(id, null);
            block.records = records;
            block.stored = true;
            return block;
        }

        int heldBytes() {
            ByteArrayOutputStream held = bytes;
            return held == null ? 0 : held.size();
        }
    }

    /**
     * Takes over what state holds for the current key.
     *
     * @param memoryBound bytes to hold in memory, roughly
     */
    public static WaitingBlocks restore(MapState<Long, byte[]> state, long memoryBound) throws Exception {
        WaitingBlocks blocks = new WaitingBlocks(state, memoryBound);
        TreeMap<Long, Integer> stored = new TreeMap<>();
        for (Map.Entry<Long, byte[]> block : state.entries()) {
            stored.put(block.getKey(), ByteBuffer.wrap(block.getValue()).getInt());
        }
        stored.forEach((id, records) -> {
            blocks.records += records;
            blocks.segments
                    .computeIfAbsent(id >> BLOCKS_PER_SEGMENT_BITS, segment -> new ArrayList<>())
                    .add(Block.stored(id, records));
        });
        return blocks;
    }

    private WaitingBlocks(MapState<Long, byte[]> state, long memoryBound) {
        this.state = state;
        this.memoryBound = memoryBound;
    }

    /** Adds a record to a segment; under the variant's key. */
    public void add(long segment, Delivered delivered) throws Exception {
        List<Block> blocks = segments.computeIfAbsent(segment, any -> new ArrayList<>());
        Block block = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
        ByteArrayOutputStream bytes = block == null || block.stored ? null : block.bytes;
        if (block == null || bytes == null || bytes.size() >= BLOCK_BYTES) {
            long id = block == null ? segment << BLOCKS_PER_SEGMENT_BITS : block.id + 1;
            bytes = new ByteArrayOutputStream(1 << 10);
            block = new Block(id, bytes);
            blocks.add(block);
        }
        int before = bytes.size();
        DeliveredCodec.write(delivered, new DataOutputStream(bytes));
        heldBytes += bytes.size() - before;
        block.records++;
        records++;
        if (heldBytes > memoryBound) {
            spill();
        }
    }

    /** Records that wait. */
    public long records() {
        return records;
    }

    /** The last segment that something waits for; before all segments if nothing waits. */
    long lastSegment() {
        return segments.isEmpty() ? Long.MIN_VALUE : segments.lastKey();
    }

    /** Everything that waits for segments up to this one; under the variant's key. */
    <T extends Delivered> List<T> read(long segment, Class<T> type) throws Exception {
        List<T> all = new ArrayList<>();
        for (List<Block> blocks : segments.headMap(segment, true).values()) {
            for (Block block : blocks) {
                read(block, type, all);
            }
        }
        return all;
    }

    /** What waits for one segment alone; under the variant's key. */
    public <T extends Delivered> List<T> readOnly(long segment, Class<T> type) throws Exception {
        List<T> all = new ArrayList<>();
        for (Block block : segments.getOrDefault(segment, List.of())) {
            read(block, type, all);
        }
        return all;
    }

    private <T extends Delivered> void read(Block block, Class<T> type, List<T> into) throws Exception {
        DataInputStream in = new DataInputStream(bytesOf(block));
        while (in.available() > 0) {
            into.add(type.cast(DeliveredCodec.read(in)));
        }
    }

    private ByteArrayInputStream bytesOf(Block block) throws Exception {
        ByteArrayOutputStream held = block.bytes;
        if (held != null) {
            return new ByteArrayInputStream(held.toByteArray());
        }
        byte[] stored = state.get(block.id);
        if (stored == null) {
            throw new IOException("waiting records: expected block " + block.id + " in keyed state, found none");
        }
        return new ByteArrayInputStream(stored, HEAD_BYTES, stored.length - HEAD_BYTES);
    }

    /** Forgets what waits for segments up to this one; under the variant's key. */
    void remove(long segment) throws Exception {
        Iterator<Map.Entry<Long, List<Block>>> entries =
                segments.headMap(segment, true).entrySet().iterator();
        while (entries.hasNext()) {
            for (Block block : entries.next().getValue()) {
                heldBytes -= block.heldBytes();
                records -= block.records;
                if (block.stored) {
                    state.remove(block.id);
                }
            }
            entries.remove();
        }
    }

    /** Brings state up to date; under the variant's key. */
    public void flush() throws Exception {
        for (List<Block> blocks : segments.values()) {
            for (Block block : blocks) {
                store(block);
            }
        }
    }

    private void store(Block block) throws Exception {
        ByteArrayOutputStream held = block.bytes;
        if (!block.stored && held != null) {
            state.put(
                    block.id,
                    ByteBuffer.allocate(HEAD_BYTES + held.size())
                            .putInt(block.records)
                            .put(held.toByteArray())
                            .array());
            block.stored = true;
        }
    }

    private void spill() throws Exception {
        for (List<Block> blocks : segments.descendingMap().values()) {
            for (Block block : blocks) {
                store(block);
                heldBytes -= block.heldBytes();
                block.bytes = null;
            }
            if (heldBytes <= memoryBound / 2) {
                return;
            }
        }
    }
}
