package io.afterclick.synthetic;

/**
 * A row of raw CASCADE: Unix seconds, bracketed lists of purchases and refunds, and features as text. Some features are lists of
 * which the first element counts, some values are missing, as in the published file.
 */
final class RawCascade {

    /** 2025-05-01T00:00+08:00 in Unix seconds: day 0. */
    static final long EPOCH_SECONDS = 1_746_028_800;

    private static final int LIST_FIELD = 12;
    private static final int LIST_OR_EMPTY_FIELD = 15;
    private static final int SOMETIMES_MISSING_FIELD = 20;

    private RawCascade() {}

    static void put(LineBuffer line, long click, long purchase, long refund, int[] ids) {
        line.number(EPOCH_SECONDS + click);
        putTime(line.put('\t'), purchase);
        putTime(line.put('\t'), refund);
        for (int f = 0; f < ids.length; f++) {
            putFeature(line.put('\t'), f, ids[f]);
        }
    }

    private static void putTime(LineBuffer line, long seconds) {
        line.put('[');
        if (seconds != CascadeClick.NEVER) {
            line.number(EPOCH_SECONDS + seconds);
        }
        line.put(']');
    }

    private static void putFeature(LineBuffer line, int field, int id) {
        char letter = (char) ('a' + field);
        // The missing value is one more value of its field, so nothing that the planted model says is lost.
        boolean missing = id == 0 && (field == SOMETIMES_MISSING_FIELD || field == LIST_OR_EMPTY_FIELD);
        if (missing) {
            return;
        }
        if (field == LIST_FIELD || field == LIST_OR_EMPTY_FIELD) {
            line.put("[\"").put(letter).number(id);
            if (id % 2 == 0) {
                line.put("\",\"").put(letter).number(id / 2);
            }
            line.put("\"]");
        } else {
            line.put(letter).number(id);
        }
    }
}
