package io.afterclick.job.bench;

import io.afterclick.journey.Delivery;
import io.afterclick.journey.JourneyWindows.Tracked;
import io.afterclick.journey.delivery.GmvOracleDelivery;
import io.afterclick.journey.delivery.GmvOutcomeDelivery;
import io.afterclick.journey.delivery.ReaderDelivery;
import io.afterclick.learn.OnlineLearner;
import io.afterclick.learn.Pretrainer;
import io.afterclick.learn.Quantity;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.optimise.RowTable;
import io.afterclick.learn.reader.LearningRate;
import io.afterclick.learn.reader.ReaderNetworks;
import io.afterclick.learn.reader.ReaderOnline;
import io.afterclick.learn.reader.ReaderOptions;
import io.afterclick.learn.reader.ReaderPretrainer;
import io.afterclick.learn.reader.ReaderSettings;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** READER, what is left of it without each of its parts, and the oracle. */
public final class BenchedReader implements BenchedModel {

    private static final String READER = "reader";
    private static final String WITHOUT_ROUTER = "no-router";
    private static final String WITHOUT_CALIBRATION = "no-calibration";
    private static final String WITHOUT_ALIGNMENT = "no-alignment";
    private static final String WITHOUT_UNLEARNING = "no-unlearning";
    private static final String SINGLE_BRANCH = "single-branch";

    private final MatrixEngine engine;
    private final ReaderSettings settings;
    private final ReaderOptions options;
    private final TrialPlan plan;
    private @Nullable Key key;
    private @Nullable ReaderNetworks frozen;

    /** What pretrained networks depend on. */
    private record Key(boolean singleBranch, RowMode rows, long seed) {}

    /** @param attribution milliseconds in which a purchase counts */
    public BenchedReader(MatrixEngine engine, int fields, long attribution, TrialPlan plan) {
        this.engine = engine;
        this.plan = plan;
        this.settings =
                new ReaderSettings(fields, plan.dimension(), attribution, plan.batchSize(), TrialPlan.SMALLEST_BATCH);
        this.options = ReaderOptions.published().withClipNorm(plan.clipNorm()).withWarmUp(plan.warmUp());
    }

    /** Names of all variants. */
    public static List<String> names() {
        return List.of(
                PRETRAINED,
                READER,
                WITHOUT_ROUTER,
                WITHOUT_CALIBRATION,
                WITHOUT_ALIGNMENT,
                WITHOUT_UNLEARNING,
                ORACLE,
                SINGLE_BRANCH);
    }

    @Override
    public List<String> variants() {
        return names();
    }

    @Override
    public List<Delivery> deliveries() {
        return List.of(new ReaderDelivery(), new GmvOracleDelivery(), new GmvOutcomeDelivery());
    }

    @Override
    public Tracked tracked() {
        return Tracked.GMV;
    }

    @Override
    public List<Quantity> judged() {
        return List.of(Quantity.GMV);
    }

    @Override
    public @Nullable String delivery(String variant) {
        return switch (variant) {
            case PRETRAINED -> null;
            case ORACLE -> GmvOracleDelivery.NAME;
            default -> ReaderDelivery.NAME;
        };
    }

    private ReaderOptions options(String variant) {
        return switch (variant) {
            case WITHOUT_ROUTER -> options.withoutRouter();
            case WITHOUT_CALIBRATION -> options.withoutCalibration();
            case WITHOUT_ALIGNMENT -> options.withoutAlignment();
            case WITHOUT_UNLEARNING -> options.withoutUnlearning();
            case SINGLE_BRANCH -> options.withSingleBranch();
            // Every row is true at once, so there is nothing to calibrate, to align or to unlearn.
            case ORACLE -> options.withoutCalibration().withoutAlignment().withoutUnlearning();
            default -> options;
        };
    }

    @Override
    public OnlineLearner begin(String variant, RowMode rows, long seed, Consumer<Pretrainer> pretraining) {
        ReaderOptions own = options(variant);
        ReaderNetworks start = pretrained(own, rows, seed, pretraining);
        RowTable table = start.table().continued(rows);
        return new ReaderOnline(start, table.rows(), table.optimiser(), own, new LearningRate(plan.learningRate(), 0));
    }

    private ReaderNetworks pretrained(ReaderOptions own, RowMode rows, long seed, Consumer<Pretrainer> pretraining) {
        Key wanted = new Key(own.singleBranch(), rows, seed);
        ReaderNetworks networks = frozen;
        if (networks == null || !wanted.equals(key)) {
            frozen = null;
            ReaderNetworks trained = ReaderNetworks.begin(engine, settings, seed, plan.deviation(), rows);
            pretraining.accept(new ReaderPretrainer(trained, own));
            networks = trained.frozen();
            frozen = networks;
            key = wanted;
        }
        return networks;
    }
}
