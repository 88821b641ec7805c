package io.afterclick.ml;

import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.param.StringArrayParam;
import org.apache.flink.ml.param.StringParam;
import org.apache.flink.ml.param.WithParams;

/** Where the features of a click stand. */
public interface FeatureParams<T> extends WithParams<T> {

    /** One column with all features, in order. */
    Param<String> FEATURES_COL = new StringParam(
            "featuresCol",
            "Column with all features in order, an array of texts or of whole numbers.",
            "features",
            Expected.name("featuresCol"));

    /** A column for each feature, in order. */
    Param<String[]> FEATURE_COLS = new StringArrayParam(
            "featureCols",
            "Columns with one feature each, texts or whole numbers, in order; if any, featuresCol is not read.",
            new String[0],
            Expected.names("featureCols"));

    default String getFeaturesCol() {
        return get(FEATURES_COL);
    }

    default T setFeaturesCol(String value) {
        return set(FEATURES_COL, value);
    }

    default String[] getFeatureCols() {
        return get(FEATURE_COLS);
    }

    default T setFeatureCols(String... value) {
        return set(FEATURE_COLS, value);
    }
}
