package io.afterclick.learn.tesla;

import io.afterclick.learn.embedding.RowInitialiser;
import io.afterclick.learn.layer.TowerWorkspace;
import io.afterclick.learn.layer.WeightInitialiser;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.DenseParameter;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.optimise.RowTable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * TESLA's three networks with their rows on the heap: the predictor and a delay model for each stage. Trained together before
 * the online phase, then frozen. They share one workspace and one thread.
 */
public final class TeslaNetworks {

    private final TowerWorkspace work;
    private final TeslaSettings settings;
    private final RowTable table;
    private final TeslaPredictor predictor;
    private final Map<DelayModel.Of, RowTable> delayTables;
    private final Map<DelayModel.Of, DelayModel> delays = new EnumMap<>(DelayModel.Of.class);

    private TeslaNetworks(
            TowerWorkspace work, TeslaSettings settings, RowTable table, Map<DelayModel.Of, RowTable> delayTables) {
        this.work = work;
        this.settings = settings;
        this.table = table;
        this.delayTables = delayTables;
        boolean trained = table.rows().layout().trained();
        this.predictor = trained
                ? TeslaPredictor.trained(work, settings, table.rows(), table.optimiser())
                : TeslaPredictor.frozen(work, settings, table.rows());
        delayTables.forEach((of, rows) -> delays.put(
                of,
                trained
                        ? DelayModel.trained(of, work, settings, rows.rows(), rows.optimiser())
                        : DelayModel.frozen(of, work, settings, rows.rows())));
    }

    /**
     * Networks as they begin.
     *
     * @param seed of all initial values
     * @param deviation of initial embeddings
     * @param mode of rows while these are trained
     */
    public static TeslaNetworks begin(
            MatrixEngine engine, TeslaSettings settings, long seed, double deviation, RowMode mode) {
        TeslaNetworks networks = networks(engine, settings, seed, deviation, mode, true);
        WeightInitialiser initialiser = new WeightInitialiser(seed);
        networks.predictor.initialise(initialiser);
        networks.delays.values().forEach(model -> model.initialise(initialiser));
        return networks;
    }

    /** Networks that are not trained any more, dense parameters zero until they are loaded. */
    public static TeslaNetworks toBeLoaded(MatrixEngine engine, TeslaSettings settings, long seed, double deviation) {
        return networks(engine, settings, seed, deviation, RowMode.LAZY, false);
    }

    private static TeslaNetworks networks(
            MatrixEngine engine, TeslaSettings settings, long seed, double deviation, RowMode mode, boolean trained) {
        Map<DelayModel.Of, RowTable> delays = new EnumMap<>(DelayModel.Of.class);
        for (DelayModel.Of of : DelayModel.Of.values()) {
            // A seed of its own, since its only set has the number of the predictor's first.
            RowInitialiser origin = new RowInitialiser(seed + 1 + of.ordinal(), deviation);
            delays.put(of, RowTable.begin(settings.fields(), DelayModel.layout(settings, trained), origin, mode));
        }
        RowTable table = RowTable.begin(
                settings.fields(), TeslaPredictor.layout(settings, trained), new RowInitialiser(seed, deviation), mode);
        return new TeslaNetworks(new TowerWorkspace(engine), settings, table, delays);
    }

    /** A copy that is not trained any more, without moments, on the same workspace. */
    public TeslaNetworks frozen() {
        Map<DelayModel.Of, RowTable> frozenDelays = new EnumMap<>(DelayModel.Of.class);
        delayTables.forEach((of, rows) -> frozenDelays.put(of, rows.frozen()));
        TeslaNetworks copy = new TeslaNetworks(work, settings, table.frozen(), frozenDelays);
        copy(predictor.parameters(), copy.predictor.parameters());
        copy.predictor.pushParameters();
        delays.forEach((of, model) -> {
            copy(model.parameters(), copy.delays(of).parameters());
            copy.delays(of).pushParameters();
        });
        return copy;
    }

    static void copy(List<DenseParameter> from, List<DenseParameter> to) {
        for (int i = 0; i < from.size(); i++) {
            to.get(i).load(from.get(i).values());
        }
    }

    public TeslaSettings settings() {
        return settings;
    }

    public TeslaPredictor predictor() {
        return predictor;
    }

    /** Rows of the predictor. */
    public RowTable table() {
        return table;
    }

    public DelayModel delays(DelayModel.Of of) {
        return present(delays.get(of), of);
    }

    /** Rows of a delay model. */
    public RowTable delayTable(DelayModel.Of of) {
        return present(delayTables.get(of), of);
    }

    private static <T> T present(@Nullable T found, DelayModel.Of of) {
        if (found == null) {
            throw new IllegalStateException("expected a delay model of " + of + ", found none");
        }
        return found;
    }

    /** Shared by all networks that work in turn with these. */
    public TowerWorkspace work() {
        return work;
    }
}
