package io.afterclick.ml;

import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.param.StringParam;

/** Columns that TESLA reads and adds when it scores clicks. */
public interface TeslaModelParams<T> extends FeatureParams<T> {

    Param<String> CVR_COL =
            new StringParam("cvrCol", "Column for the probability of a purchase.", "cvr", Expected.name("cvrCol"));

    Param<String> RFR_COL = new StringParam(
            "rfrCol", "Column for the probability of a refund given a purchase.", "rfr", Expected.name("rfrCol"));

    Param<String> NETCVR_COL = new StringParam(
            "netCvrCol",
            "Column for the probability of a purchase that is kept.",
            "netcvr",
            Expected.name("netCvrCol"));

    default String getCvrCol() {
        return get(CVR_COL);
    }

    default T setCvrCol(String value) {
        return set(CVR_COL, value);
    }

    default String getRfrCol() {
        return get(RFR_COL);
    }

    default T setRfrCol(String value) {
        return set(RFR_COL, value);
    }

    default String getNetCvrCol() {
        return get(NETCVR_COL);
    }

    default T setNetCvrCol(String value) {
        return set(NETCVR_COL, value);
    }
}
