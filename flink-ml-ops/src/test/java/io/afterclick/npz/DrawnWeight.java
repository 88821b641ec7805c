package io.afterclick.npz;

/**
 * The initial weight of a linear layer as PyTorch draws it: U(-1/√in, 1/√in), each value from the lower 24 of 32 bits. The
 * golden cases' weights are such draws, bit for bit, so that they need not be stored.
 *
 * @param seed of the generator
 * @param skip draws before the first one
 */
record DrawnWeight(int seed, int skip) {

    private static final int BITS_24 = 0xffffff;
    private static final float STEP = 0x1p-24f;

    /** The values, row-major. */
    float[] draw(int count, long fanIn) {
        MersenneTwister generator = new MersenneTwister(seed);
        for (int i = 0; i < skip; i++) {
            generator.next();
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = value(generator.next(), fanIn);
        }
        return values;
    }

    /** One multiplication and addition, rounded once. */
    static float value(int bits, long fanIn) {
        double bound = Math.sqrt(3.0) * (Math.sqrt(2.0 / 6.0) / Math.sqrt((double) fanIn));
        float from = (float) -bound;
        float to = (float) bound;
        return Math.fma((bits & BITS_24) * STEP, to - from, from);
    }
}
