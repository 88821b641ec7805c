package io.afterclick.feature;

import java.util.ArrayList;
import java.util.List;

/** The features of the official files, with the table sizes of the published code. */
public final class OfficialSpaces {

    private static final List<Long> CASCADE = List.of(
            8L, 327_680L, 655_360L, 655_360L, 8_192L, 655_360L, 16L, 32L, 256L, 81_920L, 163_840L, 8L, 512L, 128L, 256L,
            1_024L, 128L, 16L, 8L, 8L, 16L, 16L);

    private static final List<Long> TRACE = List.of(
            5L,
            3_604_778L,
            1_951_876L,
            432_750L,
            14L,
            19L,
            2_638_598L,
            1_962_400L,
            11_123L,
            397_159L,
            578_622L,
            3L,
            622L,
            107L,
            8_009L,
            30_685L,
            104L,
            10L,
            3L,
            2L,
            9L,
            7L);

    private OfficialSpaces() {}

    /** Processed CASCADE rows: integers that are row numbers. */
    public static FeatureSpace processedCascade() {
        return new FeatureSpace(fields(CASCADE), RowKeys.IDENTITY);
    }

    /** Raw CASCADE rows: texts. */
    public static FeatureSpace rawCascade() {
        return new FeatureSpace(fields(CASCADE), RowKeys.BUCKETS);
    }

    /** TRACE rows: integers that are row numbers. */
    public static FeatureSpace trace() {
        return new FeatureSpace(fields(TRACE), RowKeys.IDENTITY);
    }

    private static List<FieldSpec> fields(List<Long> buckets) {
        List<FieldSpec> fields = new ArrayList<>(buckets.size());
        for (int i = 0; i < buckets.size(); i++) {
            fields.add(new FieldSpec("feature_" + i, buckets.get(i)));
        }
        return fields;
    }
}
