package io.afterclick.synthetic;

/**
 * Random numbers that depend on a seed, a stream and an index only: row n is the same whatever was drawn before it.
 *
 * <p>SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014). Mutable, one thread.
 */
final class Draws {

    /** Independent sequences of one seed. */
    enum Stream {
        CLOCK,
        ROWS,
        CALIBRATION,
        IDS,
        CVR,
        RFR,
        REPURCHASE,
        VALUE,
        DAMAGED_CLICKS,
        DAMAGED_PURCHASES,
        DAMAGED_REFUNDS
    }

    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private final long key;
    private long state;

    Draws(long seed, Stream stream) {
        this.key = key(seed, stream);
        this.state = key;
    }

    /** Starts the numbers of an index. */
    void restart(long index) {
        state = mix(key + index * GAMMA);
    }

    /** Uniform in (0, 1), both ends excluded. */
    double uniform() {
        state += GAMMA;
        return unit(mix(state));
    }

    /** Uniform in 0 (included) to bound (excluded). */
    long below(long bound) {
        return (long) (uniform() * bound);
    }

    /** Normal with mean 0 and variance 1 (Box and Muller 1958). */
    double gaussian() {
        return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    }

    /** The key of a stream, for effects that are hashed instead of drawn. */
    static long key(long seed, Stream stream) {
        return mix(mix(seed) + (stream.ordinal() + 1) * GAMMA);
    }

    /** A hash of a key and a value. */
    static long hash(long key, long value) {
        return mix(key + value * GAMMA);
    }

    /** A hash as a number in (0, 1), both ends excluded. */
    static double unit(long hash) {
        return ((hash >>> 11) + 0.5) * UNIT;
    }

    /**
     * A hash as a bell-shaped number with mean 0 and variance 1: the sum of its four 16-bit parts, which is close enough
     * to a normal and needs no logarithm.
     */
    static double bell(long hash) {
        long sum = (hash & 0xFFFF) + (hash >>> 16 & 0xFFFF) + (hash >>> 32 & 0xFFFF) + (hash >>> 48);
        return (sum - 2 * 65535.0) / (65536.0 * 0.5773502691896258);
    }

    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
