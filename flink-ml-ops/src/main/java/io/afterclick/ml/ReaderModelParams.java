package io.afterclick.ml;

import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.param.StringParam;

/** Columns that READER reads and adds when it scores clicks. */
public interface ReaderModelParams<T> extends FeatureParams<T> {

    Param<String> GMV_COL = new StringParam(
            "gmvCol",
            "Column for the expected value of the purchases, in major currency units.",
            "gmv",
            Expected.name("gmvCol"));

    default String getGmvCol() {
        return get(GMV_COL);
    }

    default T setGmvCol(String value) {
        return set(GMV_COL, value);
    }
}
