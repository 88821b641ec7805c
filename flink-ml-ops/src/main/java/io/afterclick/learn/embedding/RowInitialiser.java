package io.afterclick.learn.embedding;

/**
 * Initial embeddings: normal numbers that depend on (seed, set, field, key, coordinate) alone, so that it does not matter
 * when or where a row is first touched.
 *
 * @param deviation standard deviation
 */
public record RowInitialiser(long seed, double deviation) implements RowOrigin {

    private static final long MIX_A = 0xBF58476D1CE4E5B9L;
    private static final long MIX_B = 0x94D049BB133111EBL;
    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1p-53;

    @Override
    public void begin(int field, long key, RowLayout layout, float[] row) {
        for (int set = 0; set < layout.sets(); set++) {
            initialise(set, field, key, row, layout.embedding(set), layout.dimension());
        }
    }

    /** Writes the initial embedding of a set to {@code row[from]} and the {@code dimension - 1} places behind it. */
    public void initialise(int set, int field, long key, float[] row, int from, int dimension) {
        long state = mix(mix(mix(seed + STEP) ^ (set * STEP)) ^ (field * MIX_A)) ^ mix(key + MIX_B);
        for (int i = 0; i < dimension; i += 2) {
            // Two uniform numbers give two normal ones (Box and Muller, 1958).
            state += STEP;
            double radius = Math.sqrt(-2 * StrictMath.log((((mix(state) >>> 11) + 1) * UNIT)));
            state += STEP;
            double angle = 2 * Math.PI * ((mix(state) >>> 11) * UNIT);
            row[from + i] = (float) (deviation * radius * StrictMath.cos(angle));
            if (i + 1 < dimension) {
                row[from + i + 1] = (float) (deviation * radius * StrictMath.sin(angle));
            }
        }
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * MIX_A;
        mixed = (mixed ^ (mixed >>> 27)) * MIX_B;
        return mixed ^ (mixed >>> 31);
    }
}
