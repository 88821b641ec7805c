package io.afterclick.learn.tesla;

import java.util.List;

/** Which embedding sets the two towers read, and whether the ranking loss is added: the paper's ablation. */
public enum TeslaVariant {
    /** One set for both towers. */
    SHARED(List.of("shared"), new int[] {0}, new int[] {0}, false),
    /** A set of its own for each tower. */
    SEPARATE(List.of("cvr", "rfr"), new int[] {0}, new int[] {1}, false),
    /** A set of its own for each tower and a shared one. */
    HYBRID(List.of("cvr", "rfr", "shared"), new int[] {0, 2}, new int[] {1, 2}, false),
    /** Hybrid with the delay-aware ranking loss: the full model. */
    TESLA(List.of("cvr", "rfr", "shared"), new int[] {0, 2}, new int[] {1, 2}, true);

    private final List<String> sets;
    private final int[] conversion;
    private final int[] refund;
    private final boolean ranking;

    TeslaVariant(List<String> sets, int[] conversion, int[] refund, boolean ranking) {
        this.sets = sets;
        this.conversion = conversion;
        this.refund = refund;
        this.ranking = ranking;
    }

    /** Embedding sets of a packed row. */
    public int sets() {
        return sets.size();
    }

    /** Their names, in their order. */
    public List<String> setNames() {
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
