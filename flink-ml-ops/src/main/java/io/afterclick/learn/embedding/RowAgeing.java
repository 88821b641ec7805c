package io.afterclick.learn.embedding;

import java.io.Serializable;

/**
 * When the row of an id that is rare, or seen no more, counts as never trained. Both are functions of the batches alone: time
 * passes in segments, and a touch is a batch that holds the id.
 *
 * @param expireAfter segments without a touch after which a row begins anew, or 0 for never
 * @param admitAfter touches from which on a row is trained, 1 for all of them; before, it keeps what it begins with
 */
public record RowAgeing(int expireAfter, int admitAfter) implements Serializable {

    /** Every row is trained at once and stays for good. */
    public static final RowAgeing NONE = new RowAgeing(0, 1);

    public RowAgeing {
        if (expireAfter < 0 || admitAfter < 1) {
            throw new IllegalArgumentException(
                    "ageing of rows: expected expiry after 0 segments or more and admission after 1 touch or more, found "
                            + expireAfter + " and " + admitAfter);
        }
    }

    /** Whether rows must remember when and how often they were touched. */
    public boolean isNeeded() {
        return expireAfter > 0 || admitAfter > 1;
    }

    /** Whether a row has been touched so often, and so lately, that what was learned counts. */
    public boolean isAlive(RowLayout aged, float[] row, long segment) {
        return row[aged.touches()] >= admitAfter && !isExpired(aged, row, segment);
    }

    /** Whether a row was touched once, and not for too long. */
    public boolean isExpired(RowLayout aged, float[] row, long segment) {
        return expireAfter > 0 && row[aged.touches()] > 0 && segment - (long) row[aged.lastTouched()] > expireAfter;
    }

    /** Whether what was learned of a row counts no more, although earlier models have it. */
    public boolean wasForgotten(RowLayout aged, float[] row, long segment) {
        return !isAlive(aged, row, segment) && (isAdmitted(aged, row) || row[aged.formerlyAdmitted()] > 0);
    }

    /** Whether a row has been admitted, expired or not. */
    public boolean isAdmitted(RowLayout aged, float[] row) {
        return row[aged.touches()] >= admitAfter;
    }
}
