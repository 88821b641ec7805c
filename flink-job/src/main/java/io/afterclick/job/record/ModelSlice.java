package io.afterclick.job.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a model on its way to its folder. Those of one epoch of a variant come in the order {@link Begin}, {@link Dense},
 * {@link Rows}, {@link Gone}, {@link End}; another {@link Begin} takes back all that came since the last.
 */
public sealed interface ModelSlice {

    /** The key. */
    String variant();

    /** Segments that the model was trained on. */
    long epoch();

    /** Place among the pieces, from 0. */
    int number();

    /**
     * What is known before the parameters.
     *
     * @param trainedFrom delivery time of the first sample trained on, in milliseconds; null if none was
     * @param trainedTo delivery time of the last sample trained on, likewise
     */
    record Begin(
            String variant,
            long epoch,
            long steps,
            @Nullable Long trainedFrom,
            @Nullable Long trainedTo) implements ModelSlice {

        @Override
        public int number() {
            return 0;
        }
    }

    /**
     * A dense parameter.
     *
     * @param shape sizes, outermost first
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and too large to be copied
    record Dense(String variant, long epoch, int number, String name, List<Long> shape, float[] values)
            implements ModelSlice {}

    /**
     * Some rows, caught up.
     *
     * @param fields {@code [rows]}
     * @param ids {@code [rows]}
     * @param embeddings of all sets, {@code [rows, sets · dimension]}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and too large to be copied
    record Rows(String variant, long epoch, int number, int[] fields, long[] ids, float[] embeddings)
            implements ModelSlice {}

    /**
     * Some rows of earlier models that are no more: they have expired.
     *
     * @param fields {@code [rows]}
     * @param ids {@code [rows]}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and too large to be copied
    record Gone(String variant, long epoch, int number, int[] fields, long[] ids) implements ModelSlice {}

    /** That was all. */
    record End(String variant, long epoch, int number) implements ModelSlice {}
}
