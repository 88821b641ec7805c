package io.afterclick.learn.reader;

import io.afterclick.journey.Delivered.GmvState;
import io.afterclick.learn.Pretrainer;
import io.afterclick.learn.SettledClick;
import java.util.List;
import java.util.function.Function;

/**
 * Pretrains READER's networks: predictor and router on every click with a purchase, the calibrator on every purchase of clicks
 * with more than one. Each network takes a step when its own batch is full.
 */
public final class ReaderPretrainer implements Pretrainer {

    private final ReaderSettings settings;
    private final SettledBuffer predictor;
    private final SettledBuffer router;
    private final SettledBuffer calibrator;
    private long steps;

    /** @param networks not frozen; mutated */
    public ReaderPretrainer(ReaderNetworks networks, ReaderOptions options) {
        this.settings = networks.settings();
        ReaderPretraining pretraining = new ReaderPretraining(
                networks.predictor(),
                networks.predictor().optimiser(),
                networks.router(),
                networks.router().optimiser(),
                networks.calibrator(),
                networks.calibrator().optimiser(),
                options);
        this.predictor = buffer(batch -> pretraining.trainPredictor(batch, ReaderPretraining.PREDICTOR_RATE));
        this.router = buffer(batch -> pretraining.trainRouter(batch, ReaderPretraining.ROUTER_RATE));
        this.calibrator = buffer(batch -> pretraining.trainCalibrator(batch, ReaderPretraining.CALIBRATOR_RATE));
    }

    private SettledBuffer buffer(Function<SettledBatch, ReaderStep> step) {
        return new SettledBuffer(settings.batchSize(), settings.minBatch(), batch -> {
            if (step.apply(batch).applied()) {
                steps++;
            }
        });
    }

    @Override
    public void add(SettledClick click, long[] keys) {
        List<GmvState> purchases = click.purchases();
        if (purchases.isEmpty()) {
            return;
        }
        long[] own = keys.clone();
        GmvState last = purchases.get(purchases.size() - 1);
        add(predictor, own, last, last);
        add(router, own, last, last);
        if (last.count() > 1) {
            for (GmvState purchase : purchases) {
                add(calibrator, own, purchase, last);
            }
        }
    }

    private void add(SettledBuffer buffer, long[] keys, GmvState now, GmvState last) {
        buffer.add(
                keys,
                settings.share(now.elapsed()),
                now.count(),
                ReaderSettings.major(now.micros()),
                last.count(),
                ReaderSettings.major(last.micros()));
    }

    @Override
    public void finish() {
        predictor.finish();
        router.finish();
        calibrator.finish();
    }

    @Override
    public long steps() {
        return steps;
    }
}
