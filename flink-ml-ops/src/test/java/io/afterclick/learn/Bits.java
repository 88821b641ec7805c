package io.afterclick.learn;

import java.util.List;

/** Floats to be compared bit by bit: a zero is not its negative, and no number equals itself. */
public final class Bits {

    private Bits() {}

    public static int[][] of(List<float[]> values) {
        int[][] bits = new int[values.size()][];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = new int[values.get(i).length];
            for (int j = 0; j < bits[i].length; j++) {
                bits[i][j] = Float.floatToRawIntBits(values.get(i)[j]);
            }
        }
        return bits;
    }
}
