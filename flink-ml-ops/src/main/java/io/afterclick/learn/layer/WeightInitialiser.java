package io.afterclick.learn.layer;

/** Initial weights and biases: uniform in {@code ±1/√in}, from (seed, name of the layer, place) alone. */
public record WeightInitialiser(long seed) {

    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1p-53;

    /**
     * Fills a layer.
     *
     * @param weight in any layout
     * @param in inputs of the layer
     */
    public void fill(String name, float[][] weight, float[] bias, int in) {
        double bound = 1 / Math.sqrt(in);
        long state = mix(mix(seed + STEP) ^ mix(name.hashCode() + STEP));
        for (float[] row : weight) {
            state = fill(row, bound, state);
        }
        fill(bias, bound, state);
    }

    private static long fill(float[] row, double bound, long from) {
        long state = from;
        for (int i = 0; i < row.length; i++) {
            state += STEP;
            row[i] = (float) (bound * (2 * ((mix(state) >>> 11) * UNIT) - 1));
        }
        return state;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
