package io.afterclick.learn.tesla;

/** Which embedding sets the two towers read, and whether the ranking loss is added: the paper's ablation. */
public enum TeslaVariant {
    /** One set for both towers. */
    SHARED(1, new int[] {0}, new int[] {0}, false),
    /** A set of its own for each tower. */
    SEPARATE(2, new int[] {0}, new int[] {1}, false),
    /** A set of its own for each tower and a shared one. */
    HYBRID(3, new int[] {0, 2}, new int[] {1, 2}, false),
    /** Hybrid with the delay-aware ranking loss: the full model. */
    TESLA(3, new int[] {0, 2}, new int[] {1, 2}, true);

    private final int sets;
    private final int[] conversion;
    private final int[] refund;
    private final boolean ranking;

    TeslaVariant(int sets, int[] conversion, int[] refund, boolean ranking) {
        this.sets = sets;
        this.conversion = conversion;
        this.refund = refund;
        this.ranking = ranking;
    }

    /** Embedding sets of a packed row. */
    public int sets() {
        return sets;
    }

    int[] conversionSets() {
        return conversion;
    }

    int[] refundSets() {
        return refund;
    }

    boolean ranks() {
        return ranking;
    }
}
