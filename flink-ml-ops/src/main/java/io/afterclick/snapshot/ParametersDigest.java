package io.afterclick.snapshot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One digest of all parameters, the same however they are spread and in whatever order they are given: dense blocks by name,
 * then tables by name, each with its touched rows. The same is used for an optimiser's state.
 *
 * <p>A float counts by its bits, little endian, with one bit pattern for all NaNs and -0.0 other than 0.0. A dense block counts
 * by the SHA-256 of its values. A row counts by the SHA-256 of (table, row id, values), and a table by its number of rows
 * and the sum of these digests modulo 2^256, so that no table is ever sorted and parts can be digested apart and merged.
 *
 * <p>Why a sum will do: the digest tells whether two runs of this program came to the same parameters. Tables that differ, but
 * were not made with SHA-256 in mind, have equal sums with a probability of 2^-256 if SHA-256 is as good as random: the sum
 * of the rows that differ is then a uniform number. Addition, unlike exclusive or, does not let a row that is given twice
 * vanish, and the number of rows is digested beside it. It is not meant to withstand someone who seeks collisions: with free
 * choice of many rows a generalised birthday attack needs far fewer than 2^128 steps. Against tampering there is the plain
 * SHA-256 of each file in the {@link Manifest}.
 *
 * <p>Memory: 32 bytes per dense block, some hundred per table. Not safe for several threads: one digest each, then
 * {@link #merge}.
 */
public final class ParametersDigest {

    private static final String DOMAIN = "afterclick parameters 1";
    private static final int CHUNK_FLOATS = 1 << 12;

    private final SortedMap<String, byte[]> blocks = new TreeMap<>();
    private final SortedMap<String, TableDigest> tables = new TreeMap<>();
    private final ByteBuffer chunk =
            ByteBuffer.allocate(CHUNK_FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    /** Adds a dense block, whole, once. */
    public void addBlock(String name, float[] values) {
        MessageDigest sha = Sha256.start();
        for (float value : values) {
            if (!chunk.hasRemaining()) {
                update(sha);
            }
            chunk.putInt(Float.floatToIntBits(value));
        }
        update(sha);
        putBlock(name, sha.digest());
    }

    /** Adds a dense block of whole numbers, such as step counts, once. */
    public void addBlock(String name, long[] values) {
        MessageDigest sha = Sha256.start();
        for (long value : values) {
            if (chunk.remaining() < Long.BYTES) {
                update(sha);
            }
            chunk.putLong(value);
        }
        update(sha);
        putBlock(name, sha.digest());
    }

    /** Adds a row of a table, once: elements {@code from} to before {@code to} of an array. */
    public void addRow(String table, long id, float[] values, int from, int to) {
        TableDigest digest = tables.get(table);
        if (digest == null) {
            digest = new TableDigest(table);
            tables.put(table, digest);
        }
        digest.add(id, values, from, to);
    }

    /** Adds what another digest was given; no block and no row may be in both. The other one stays as it is. */
    public void merge(ParametersDigest other) {
        other.blocks.forEach(this::putBlock);
        other.tables.forEach((table, digest) ->
                tables.computeIfAbsent(table, TableDigest::new).add(digest));
    }

    /** The digest of all that was added so far, as 64 lower-case hexadecimal digits. */
    public String hex() {
        MessageDigest sha = Sha256.start();
        updateText(sha, DOMAIN);
        updateNumber(sha, blocks.size());
        for (Map.Entry<String, byte[]> block : blocks.entrySet()) {
            updateText(sha, block.getKey());
            sha.update(block.getValue());
        }
        updateNumber(sha, tables.size());
        for (Map.Entry<String, TableDigest> table : tables.entrySet()) {
            updateText(sha, table.getKey());
            sha.update(table.getValue().toBytes());
        }
        return Sha256.finish(sha);
    }

    private void putBlock(String name, byte[] digest) {
        if (blocks.putIfAbsent(name, digest) != null) {
            throw new IllegalArgumentException("block " + name + ": expected once, found twice");
        }
    }

    private void update(MessageDigest sha) {
        sha.update(chunk.array(), 0, chunk.position());
        chunk.clear();
    }

    private static void updateText(MessageDigest sha, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        updateNumber(sha, bytes.length);
        sha.update(bytes);
    }

    private static void updateNumber(MessageDigest sha, int number) {
        sha.update(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array());
    }
}
