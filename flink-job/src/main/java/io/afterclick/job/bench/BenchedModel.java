package io.afterclick.job.bench;

import io.afterclick.journey.Delivery;
import io.afterclick.journey.JourneyWindows.Tracked;
import io.afterclick.learn.OnlineLearner;
import io.afterclick.learn.Pretrainer;
import io.afterclick.learn.Quantity;
import io.afterclick.learn.optimise.RowMode;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A model of the benchmark with its variants. Holds the networks that were pretrained last. */
public interface BenchedModel {

    /** Never learns online. */
    String PRETRAINED = "pretrained";

    /** Learns from complete labels at once. */
    String ORACLE = "oracle";

    /** Names of all variants; those that share pretrained networks stand together. */
    List<String> variants();

    /** Samples of all variants, and the outcome that judges them. */
    List<Delivery> deliveries();

    Tracked tracked();

    /** What the table shows. */
    List<Quantity> judged();

    /** Name of the delivery whose samples train a variant; null if it never learns. */
    @Nullable
    String delivery(String variant);

    /**
     * A variant at the beginning of the stream.
     *
     * @param pretraining trains new networks, if others were pretrained last
     */
    OnlineLearner begin(String variant, RowMode rows, long seed, Consumer<Pretrainer> pretraining);
}
