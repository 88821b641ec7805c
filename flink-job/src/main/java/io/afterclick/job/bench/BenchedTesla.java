package io.afterclick.job.bench;

import io.afterclick.journey.Delivery;
import io.afterclick.journey.JourneyWindows.Tracked;
import io.afterclick.journey.delivery.NetOracleDelivery;
import io.afterclick.journey.delivery.NetOutcomeDelivery;
import io.afterclick.journey.delivery.TeslaDelivery;
import io.afterclick.learn.OnlineLearner;
import io.afterclick.learn.Pretrainer;
import io.afterclick.learn.Quantity;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.optimise.RowTable;
import io.afterclick.learn.tesla.TeslaNetworks;
import io.afterclick.learn.tesla.TeslaOnline;
import io.afterclick.learn.tesla.TeslaOracle;
import io.afterclick.learn.tesla.TeslaPretrainer;
import io.afterclick.learn.tesla.TeslaSettings;
import io.afterclick.learn.tesla.TeslaVariant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** TESLA, its ablations, its other source of weights, and the oracle. */
public final class BenchedTesla implements BenchedModel {

    private static final String TESLA = "tesla";
    private static final String ONLINE_WEIGHTING = "tesla-online";
    private static final String SHARED = "shared";
    private static final String SEPARATE = "separate";
    private static final String HYBRID = "hybrid";

    private final MatrixEngine engine;
    private final TeslaSettings settings;
    private final TrialPlan plan;
    private @Nullable Key key;
    private @Nullable TeslaNetworks frozen;

    /** What pretrained networks depend on. */
    private record Key(List<String> sets, RowMode rows, long seed) {}

    public BenchedTesla(MatrixEngine engine, int fields, TrialPlan plan) {
        this.engine = engine;
        this.plan = plan;
        this.settings = TeslaSettings.of(fields).withDimension(plan.dimension()).withLearningRate(plan.learningRate());
    }

    /** Names of all variants. */
    public static List<String> names() {
        return List.of(PRETRAINED, HYBRID, TESLA, ONLINE_WEIGHTING, ORACLE, SHARED, SEPARATE);
    }

    @Override
    public List<String> variants() {
        return names();
    }

    @Override
    public List<Delivery> deliveries() {
        return List.of(new TeslaDelivery(), new NetOracleDelivery(), new NetOutcomeDelivery());
    }

    @Override
    public Tracked tracked() {
        return Tracked.NET_CONVERSION;
    }

    @Override
    public List<Quantity> judged() {
        return List.of(Quantity.CVR, Quantity.NETCVR);
    }

    @Override
    public @Nullable String delivery(String variant) {
        return switch (variant) {
            case PRETRAINED -> null;
            case ORACLE -> NetOracleDelivery.NAME;
            default -> TeslaDelivery.NAME;
        };
    }

    private TeslaSettings settings(String variant) {
        return switch (variant) {
            case SHARED -> settings.with(TeslaVariant.SHARED);
            case SEPARATE -> settings.with(TeslaVariant.SEPARATE);
            case HYBRID -> settings.with(TeslaVariant.HYBRID);
            case ONLINE_WEIGHTING -> settings.with(TeslaSettings.Weighting.ONLINE);
            default -> settings;
        };
    }

    @Override
    public OnlineLearner begin(String variant, RowMode rows, long seed, Consumer<Pretrainer> pretraining) {
        TeslaSettings own = settings(variant);
        TeslaNetworks start = pretrained(own, rows, seed, pretraining);
        RowTable table = start.table().continued(rows);
        return variant.equals(ORACLE)
                ? new TeslaOracle(own, start, table.rows(), table.optimiser(), plan.batchSize())
                : new TeslaOnline(own, start, table.rows(), table.optimiser(), seed, plan.batchSize());
    }

    private TeslaNetworks pretrained(TeslaSettings own, RowMode rows, long seed, Consumer<Pretrainer> pretraining) {
        Key wanted = new Key(own.variant().setNames(), rows, seed);
        TeslaNetworks networks = frozen;
        if (networks == null || !wanted.equals(key)) {
            // Let go before others are made: both together may not fit.
            frozen = null;
            TeslaNetworks trained = TeslaNetworks.begin(engine, own, seed, plan.deviation(), rows);
            pretraining.accept(
                    new TeslaPretrainer(trained, plan.pretrainRate(), plan.batchSize(), TrialPlan.SMALLEST_BATCH));
            networks = trained.frozen();
            frozen = networks;
            key = wanted;
        }
        return networks;
    }
}
