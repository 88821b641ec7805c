package io.afterclick.job.bench;

import io.afterclick.job.record.ClickArrivals;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Passes records on as they come. */
final class PassOn extends KeyedProcessFunction<String, ClickArrivals, ClickArrivals> {

    private static final long serialVersionUID = 1;

    @Override
    public void processElement(ClickArrivals arrivals, Context context, Collector<ClickArrivals> out) {
        out.collect(arrivals);
    }
}
