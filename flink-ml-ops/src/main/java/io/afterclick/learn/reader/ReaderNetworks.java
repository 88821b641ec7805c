package io.afterclick.learn.reader;

import io.afterclick.learn.embedding.EmbeddingRows;
import io.afterclick.learn.embedding.RowInitialiser;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.layer.WeightInitialiser;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.optimise.RowOptimiser;
import io.afterclick.learn.optimise.RowTable;

/**
 * READER's three networks with their rows on the heap: predictor, router and calibrator. Trained together before the online
 * phase, then frozen. They share one engine and one thread.
 */
public final class ReaderNetworks {

    private static final int TABLES = 3;

    private final MatrixEngine engine;
    private final ReaderSettings settings;
    private final EmbeddedNetwork<ReaderPredictor> predictor;
    private final EmbeddedNetwork<Router> router;
    private final EmbeddedNetwork<Calibrator> calibrator;

    private ReaderNetworks(
            MatrixEngine engine,
            ReaderSettings settings,
            EmbeddedNetwork<ReaderPredictor> predictor,
            EmbeddedNetwork<Router> router,
            EmbeddedNetwork<Calibrator> calibrator) {
        this.engine = engine;
        this.settings = settings;
        this.predictor = predictor;
        this.router = router;
        this.calibrator = calibrator;
    }

    /**
     * Networks as they begin.
     *
     * @param seed of all initial values
     * @param deviation of initial embeddings
     * @param mode of rows while these are trained
     */
    public static ReaderNetworks begin(
            MatrixEngine engine, ReaderSettings settings, long seed, double deviation, RowMode mode) {
        ReaderNetworks networks = networks(engine, settings, seed, deviation, mode, true);
        WeightInitialiser initialiser = new WeightInitialiser(seed);
        initialise(networks.predictor, initialiser);
        initialise(networks.router, initialiser);
        initialise(networks.calibrator, initialiser);
        return networks;
    }

    /** Networks that are not trained any more, dense parameters zero until they are loaded. */
    public static ReaderNetworks toBeLoaded(MatrixEngine engine, ReaderSettings settings, long seed, double deviation) {
        return networks(engine, settings, seed, deviation, RowMode.LAZY, false);
    }

    private static ReaderNetworks networks(
            MatrixEngine engine, ReaderSettings settings, long seed, double deviation, RowMode mode, boolean trained) {
        RowTable[] tables = new RowTable[TABLES];
        for (int table = 0; table < TABLES; table++) {
            // A seed of its own, since the only set of each table has the same number.
            RowInitialiser origin = new RowInitialiser(TABLES * seed + table, deviation);
            tables[table] = RowTable.begin(settings.fields(), layout(settings, trained), origin, mode);
        }
        return new ReaderNetworks(
                engine,
                settings,
                EmbeddedNetwork.of(engine, tables[0], ReaderPredictor::new),
                EmbeddedNetwork.of(engine, tables[1], Router::new),
                EmbeddedNetwork.of(engine, tables[2], Calibrator::new));
    }

    private static void initialise(EmbeddedNetwork<?> embedded, WeightInitialiser initialiser) {
        embedded.network().initialise(initialiser);
        embedded.network().pushParameters();
    }

    /** How rows must be packed. */
    public static RowLayout layout(ReaderSettings settings, boolean trained) {
        return new RowLayout(1, settings.dimension(), trained);
    }

    /** A copy that is not trained any more, without moments, on the same engine. */
    public ReaderNetworks frozen() {
        return new ReaderNetworks(
                engine,
                settings,
                predictor.frozen(engine, ReaderPredictor::new),
                router.frozen(engine, Router::new),
                calibrator.frozen(engine, Calibrator::new));
    }

    /** A copy of the predictor's dense parameters, to be trained with rows of its own. */
    ReaderPredictor trainedCopy(EmbeddingRows rows, RowOptimiser rowOptimiser) {
        ReaderPredictor copy =
                new ReaderPredictor(engine, settings.fields(), layout(settings, true), rows, rowOptimiser);
        EmbeddedNetwork.copy(predictor.network(), copy);
        return copy;
    }

    public ReaderSettings settings() {
        return settings;
    }

    public ReaderPredictor predictor() {
        return predictor.network();
    }

    /** Rows of the predictor. */
    public RowTable table() {
        return predictor.table();
    }

    public Router router() {
        return router.network();
    }

    /** Rows of the router. */
    public RowTable routerTable() {
        return router.table();
    }

    public Calibrator calibrator() {
        return calibrator.network();
    }

    /** Rows of the calibrator. */
    public RowTable calibratorTable() {
        return calibrator.table();
    }
}
