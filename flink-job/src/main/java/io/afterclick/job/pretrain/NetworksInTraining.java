package io.afterclick.job.pretrain;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.job.output.JobVersion;
import io.afterclick.job.trainer.WaitingBlocks;
import io.afterclick.journey.Delivered.Life;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.model.Model;
import io.afterclick.model.ModelWriter;
import io.afterclick.snapshot.Provenance;
import io.afterclick.snapshot.SnapshotFolder;
import io.afterclick.trial.Pretraining;
import io.afterclick.trial.Settled;
import io.afterclick.trial.ShuffledOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Networks of one kind, their clicks, and how far they have come. Clicks wait in lots, cut from the shuffled order of training, so
 * that one lot at a time is in memory. Training itself is in no snapshot: after a failure it begins again, with the same
 * result. Every method is called under the networks' key.
 */
final class NetworksInTraining {

    private static final int LOTS = 256;
    /** Lots are the first bits of a click's place in the shuffled order. */
    private static final int LOT_SHIFT = Long.SIZE - 8;

    private final NetworksPlan plan;
    private final PretrainingSettings settings;
    private final WaitingBlocks clicks;
    private final ShuffledOrder order;
    private final MatrixEngine engine;
    private @Nullable Trainable trainable;
    private int lot;
    private long trained;

    NetworksInTraining(NetworksPlan plan, PretrainingSettings settings, WaitingBlocks clicks, MatrixEngine engine) {
        this.plan = plan;
        this.settings = settings;
        this.clicks = clicks;
        this.order = new ShuffledOrder(settings.pretraining().seed());
        this.engine = engine;
    }

    NetworksPlan plan() {
        return plan;
    }

    void add(Life life) throws Exception {
        clicks.add(order.draw(life.click()) >>> LOT_SHIFT, life);
    }

    boolean isDone() {
        return lot == LOTS || clicks.records() == 0;
    }

    /** Trains on the next lot; behind the last one, keeps the networks. */
    void turn() throws Exception {
        Trainable networks = trainable;
        if (networks == null) {
            networks = plan.open(engine);
            trainable = networks;
        }
        List<Settled> next = clicks.readOnly(lot, Life.class).stream()
                .map(plan::settled)
                .sorted(Comparator.comparing(settled -> settled.click().click(), order))
                .toList();
        FeatureSpace features = settings.features();
        long[] keys = new long[features.size()];
        for (Settled one : next) {
            features.rows(one.click().click().features(), keys, 0);
            networks.pretrainer().add(one.click(), keys);
        }
        trained += next.size();
        lot++;
        if (lot == LOTS) {
            networks.pretrainer().finish();
            keep(networks);
        }
    }

    /** What an earlier attempt has kept is the same, since it trained on the same. */
    private void keep(Trainable networks) throws IOException {
        Path folder = Path.of(plan.folder());
        if (SnapshotFolder.isModel(folder)) {
            return;
        }
        Pretraining pretraining = settings.pretraining();
        Model model = networks.model();
        Provenance provenance = new Provenance(
                JobVersion.CURRENT,
                pretraining.seed(),
                settings.run(),
                pretraining.from(),
                pretraining.to(),
                0,
                networks.pretrainer().steps());
        new ModelWriter(model, model.kind(), provenance).write(folder, 0);
    }

    /** Brings the clicks in state up to date. */
    void flush() throws Exception {
        clicks.flush();
    }

    /** Clicks that wait or were trained on. */
    long clicks() {
        return clicks.records();
    }

    /** Clicks that were trained on. */
    long trained() {
        return trained;
    }
}
