package io.afterclick.snapshot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;

/** The sum, modulo 2^256, of the SHA-256 of a table's rows, and how many they are. Not safe for several threads. */
final class TableDigest {

    private static final int LIMBS = Sha256.BYTES / Long.BYTES;

    private final MessageDigest sha = Sha256.start();
    private final byte[] name;
    private final byte[] digest = new byte[Sha256.BYTES];
    private final ByteBuffer digestLimbs = ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN);
    private final long[] sum = new long[LIMBS];
    private final long[] addend = new long[LIMBS];
    private ByteBuffer row = ByteBuffer.allocate(0);
    private long rows;

    TableDigest(String name) {
        this.name = name.getBytes(StandardCharsets.UTF_8);
    }

    /** Adds a row: its table's name, its id, and its values. */
    void add(long id, float[] values, int from, int to) {
        int bytes = Integer.BYTES + name.length + Long.BYTES + (to - from) * Float.BYTES;
        if (row.capacity() < bytes) {
            row = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
            row.putInt(name.length).put(name);
        }
        row.clear().position(Integer.BYTES + name.length);
        row.putLong(id);
        for (int i = from; i < to; i++) {
            row.putInt(Float.floatToIntBits(values[i]));
        }
        sha.update(row.array(), 0, bytes);
        try {
            sha.digest(digest, 0, digest.length);
        } catch (DigestException e) {
            throw new IllegalStateException("Expected room for a SHA-256, found " + digest.length + " bytes", e);
        }
        for (int i = 0; i < LIMBS; i++) {
            addend[i] = digestLimbs.getLong(i * Long.BYTES);
        }
        add(addend);
        rows++;
    }

    void add(TableDigest other) {
        add(other.sum);
        rows += other.rows;
    }

    /** Bytes that stand for all rows: how many, and the sum, little endian. */
    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + Sha256.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(rows);
        for (long limb : sum) {
            bytes.putLong(limb);
        }
        return bytes.array();
    }

    private void add(long[] other) {
        long carry = 0;
        for (int i = 0; i < LIMBS; i++) {
            long partial = sum[i] + other[i];
            long total = partial + carry;
            boolean over = Long.compareUnsigned(partial, other[i]) < 0 || Long.compareUnsigned(total, partial) < 0;
            carry = over ? 1 : 0;
            sum[i] = total;
        }
    }
}
