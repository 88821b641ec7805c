package io.afterclick.job.pretrain;

import io.afterclick.job.record.Routed;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivered.Life;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Sends every click of the days of pretraining to the networks that may learn from it. */
public final class ToNetworks implements FlatMapFunction<Delivered, Routed> {

    private static final long serialVersionUID = 1;

    private final PretrainingSettings settings;

    public ToNetworks(PretrainingSettings settings) {
        this.settings = settings;
    }

    @Override
    public void flatMap(Delivered delivered, Collector<Routed> out) {
        if (delivered instanceof Life life) {
            for (NetworksPlan networks : settings.networks()) {
                if (settings.pretraining().takes(networks.settled(life))) {
                    out.collect(new Routed(networks.key(), life));
                }
            }
        }
    }
}
