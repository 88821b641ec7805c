package io.afterclick.learn.reader;

import io.afterclick.learn.EmbeddingTable;
import io.afterclick.learn.ModelPart;
import io.afterclick.learn.RowFormat;
import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.optimise.DenseOptimiser;
import io.afterclick.learn.optimise.RowOptimiser;
import io.afterclick.learn.optimise.RowTable;
import java.util.List;

/** READER's networks as parts of a model. */
public final class ReaderParts {

    /** What the model is. */
    public static final String KIND = "reader";

    public static final String PREDICTOR = "predictor";
    public static final String ROUTER = "router";
    public static final String CALIBRATOR = "calibrator";

    private static final List<String> SETS = List.of("embedding");

    private ReaderParts() {}

    /**
     * The three networks as they stand, to be saved once they are pretrained or loaded before they are asked.
     *
     * @param fields names of the features
     */
    public static List<ModelPart> of(ReaderNetworks networks, List<String> fields) {
        RowTable table = networks.table();
        RowTable routerTable = networks.routerTable();
        RowTable calibratorTable = networks.calibratorTable();
        return List.of(
                predictor(networks.predictor(), fields, table.rows(), table.optimiser()),
                router(networks.router(), fields, routerTable.rows(), routerTable.optimiser()),
                calibrator(networks.calibrator(), fields, calibratorTable.rows(), calibratorTable.optimiser()));
    }

    /**
     * The predictor in training.
     *
     * @param fields names of the features
     * @param rows those of the predictor
     * @param rowOptimiser that moves them
     * @param optimiser of the dense parameters
     */
    public static ModelPart predictor(
            ReaderPredictor predictor,
            List<String> fields,
            HeapRows rows,
            RowOptimiser rowOptimiser,
            DenseOptimiser optimiser) {
        EmbeddingTable table = new EmbeddingTable(SETS, fields, rows, rowOptimiser);
        return ModelPart.trained(PREDICTOR, predictor, table, optimiser);
    }

    /** The predictor as it stands. */
    public static ModelPart predictor(
            ReaderPredictor predictor, List<String> fields, HeapRows rows, RowOptimiser rowOptimiser) {
        EmbeddingTable table = new EmbeddingTable(SETS, fields, rows, rowOptimiser);
        return ModelPart.frozen(PREDICTOR, predictor, table);
    }

    /**
     * The format of a predictor's rows.
     *
     * @param fields names of the features
     */
    public static RowFormat format(ReaderSettings settings, List<String> fields, boolean trained) {
        return new RowFormat(SETS, fields, ReaderNetworks.layout(settings, trained));
    }

    /** The router as it stands. */
    public static ModelPart router(Router router, List<String> fields, HeapRows rows, RowOptimiser rowOptimiser) {
        EmbeddingTable table = new EmbeddingTable(List.of("router.embedding"), fields, rows, rowOptimiser);
        return ModelPart.frozen(ROUTER, router, table);
    }

    /** The calibrator as it stands. */
    public static ModelPart calibrator(
            Calibrator calibrator, List<String> fields, HeapRows rows, RowOptimiser rowOptimiser) {
        EmbeddingTable table = new EmbeddingTable(List.of("calibrator.embedding"), fields, rows, rowOptimiser);
        return ModelPart.frozen(CALIBRATOR, calibrator, table);
    }
}
