package io.afterclick.learn.tesla;

import io.afterclick.learn.DenseLayers;
import io.afterclick.learn.EmbeddingTable;
import io.afterclick.learn.ModelPart;
import io.afterclick.learn.RowFormat;
import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.optimise.DenseOptimiser;
import io.afterclick.learn.optimise.RowOptimiser;
import io.afterclick.learn.optimise.RowTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** TESLA's networks as parts of a model: with their optimisers if they are trained, without if they are frozen. */
public final class TeslaParts {

    public static final String PREDICTOR = "predictor";
    public static final String CONVERSION_DELAY = "delay.conversion";
    public static final String REFUND_DELAY = "delay.refund";

    private static final String EMBEDDING = "embedding";

    private TeslaParts() {}

    /** What the model is: variants that differ in their embedding sets are different. */
    public static String kind(TeslaVariant variant) {
        return switch (variant) {
            case SHARED -> "tesla-shared";
            case SEPARATE -> "tesla-separate";
            case HYBRID, TESLA -> "tesla";
        };
    }

    /**
     * The predictor and both delay models.
     *
     * @param fields names of the features
     */
    public static List<ModelPart> of(TeslaNetworks networks, List<String> fields) {
        List<ModelPart> parts = new ArrayList<>();
        RowTable table = networks.table();
        parts.add(predictor(networks.predictor(), networks.settings().variant(), fields, table.rows()));
        for (DelayModel.Of of : DelayModel.Of.values()) {
            parts.add(delays(networks.delays(of), fields, networks.delayTable(of)));
        }
        return parts;
    }

    /**
     * The predictor alone.
     *
     * @param fields names of the features
     * @param rows those of the predictor
     */
    public static ModelPart predictor(
            TeslaPredictor predictor, TeslaVariant variant, List<String> fields, HeapRows rows) {
        SortedMap<String, DenseOptimiser> optimisers = new TreeMap<>();
        predictor.optimisers((prefix, optimiser) -> optimisers.put(withoutDot(prefix), optimiser));
        return part(PREDICTOR, predictor, sets(variant), fields, rows, predictor.rowOptimiser(), optimisers);
    }

    private static List<String> sets(TeslaVariant variant) {
        return variant.setNames().stream().map(set -> set + "." + EMBEDDING).toList();
    }

    /**
     * The format of a predictor's rows.
     *
     * @param fields names of the features
     */
    public static RowFormat format(TeslaSettings settings, List<String> fields, boolean trained) {
        return new RowFormat(sets(settings.variant()), fields, TeslaPredictor.layout(settings, trained));
    }

    private static ModelPart delays(DelayModel model, List<String> fields, RowTable table) {
        String name = withoutDot(model.of().prefix());
        SortedMap<String, DenseOptimiser> optimisers = new TreeMap<>();
        optimisers.put(name, model.optimiser());
        List<String> sets = List.of(model.of().prefix() + EMBEDDING);
        return part(name, model, sets, fields, table.rows(), table.optimiser(), optimisers);
    }

    private static ModelPart part(
            String name,
            DenseLayers layers,
            List<String> sets,
            List<String> fields,
            HeapRows rows,
            RowOptimiser rowOptimiser,
            SortedMap<String, DenseOptimiser> optimisers) {
        EmbeddingTable table = new EmbeddingTable(sets, fields, rows, rowOptimiser);
        return rows.layout().trained()
                ? new ModelPart(name, layers, table, optimisers)
                : ModelPart.frozen(name, layers, table);
    }

    private static String withoutDot(String prefix) {
        return prefix.substring(0, prefix.length() - 1);
    }
}
