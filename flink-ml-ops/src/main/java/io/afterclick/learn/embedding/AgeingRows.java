package io.afterclick.learn.embedding;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are admitted and expire as {@link RowAgeing} says: those that do not count are gathered as they would begin. Ages
 * are kept behind each row, in a table of the layout {@link RowLayout#aged}.
 */
public final class AgeingRows implements EmbeddingRows {

    private final EmbeddingRows aged;
    private final RowLayout layout;
    private final RowLayout agedLayout;
    private final RowOrigin origin;
    private final RowAgeing ageing;
    private float[][] packed = new float[0][];
    private @Nullable BatchIndex gathered;
    private long segment;

    /**
     * @param aged of the layout {@code layout.aged()}
     * @param layout of what is gathered
     * @param origin of rows that do not count
     */
    public AgeingRows(EmbeddingRows aged, RowLayout layout, RowOrigin origin, RowAgeing ageing) {
        this.aged = aged;
        this.layout = layout;
        this.agedLayout = layout.aged();
        this.origin = origin;
        this.ageing = ageing;
    }

    /** Says in which segment the next batches are. */
    public void at(long now) {
        segment = now;
    }

    @Override
    public void gather(BatchIndex index, float[][] into) {
        if (packed.length < index.distinct()) {
            packed = new float[index.distinct() + index.distinct() / 4][agedLayout.width()];
        }
        aged.gather(index, packed);
        gathered = index;
        int width = layout.width();
        for (int field = 0; field < index.fields(); field++) {
            for (int place = index.start(field); place < index.start(field + 1); place++) {
                if (ageing.isAlive(agedLayout, packed[place], segment)) {
                    System.arraycopy(packed[place], 0, into[place], 0, width);
                } else {
                    Arrays.fill(into[place], 0, width, 0f);
                    origin.begin(field, index.key(place), layout, into[place]);
                }
            }
        }
    }

    /** A touch of every row of the batch, which must be the one that was gathered last. */
    @Override
    public void scatter(BatchIndex index, float[][] from) {
        if (index != gathered) {
            throw new IllegalStateException("ageing of rows: expected the batch that was gathered last, found another");
        }
        int width = layout.width();
        for (int field = 0; field < index.fields(); field++) {
            for (int place = index.start(field); place < index.start(field + 1); place++) {
                float[] row = packed[place];
                float before = row[agedLayout.touches()];
                if (ageing.isExpired(agedLayout, row, segment)) {
                    before = 0;
                    row[agedLayout.formerlyAdmitted()] = ageing.isAdmitted(agedLayout, row) ? 1 : 0;
                }
                // Counted no further than it matters, so that the count stays exact.
                row[agedLayout.touches()] = Math.min(before + 1, ageing.admitAfter());
                row[agedLayout.lastTouched()] = segment;
                if (ageing.isAdmitted(agedLayout, row)) {
                    System.arraycopy(from[place], 0, row, 0, width);
                } else {
                    Arrays.fill(row, 0, width, 0f);
                    origin.begin(field, index.key(place), layout, row);
                }
            }
        }
        aged.scatter(index, packed);
    }
}
