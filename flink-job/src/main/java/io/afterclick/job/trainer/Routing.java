package io.afterclick.job.trainer;

import io.afterclick.job.record.Routed;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivered.Sample;
import io.afterclick.journey.Delivered.ScoreRequest;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Sends every sample to the variants that its delivery trains, and every click to all of them. */
public final class Routing implements FlatMapFunction<Delivered, Routed> {

    private static final long serialVersionUID = 1;

    private final List<VariantPlan> variants;

    public Routing(List<VariantPlan> variants) {
        this.variants = List.copyOf(variants);
    }

    @Override
    public void flatMap(Delivered delivered, Collector<Routed> out) {
        for (VariantPlan variant : variants) {
            boolean wanted = delivered instanceof ScoreRequest
                    || delivered instanceof Sample sample && sample.delivery().equals(variant.delivery());
            if (wanted) {
                out.collect(new Routed(variant.key(), delivered));
            }
        }
    }
}
