package io.afterclick.learn.tesla;

import io.afterclick.learn.DenseLayers;
import io.afterclick.learn.embedding.BatchIndex;
import io.afterclick.learn.embedding.EmbeddingRows;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.layer.Tower;
import io.afterclick.learn.layer.TowerWorkspace;
import io.afterclick.learn.layer.WeightInitialiser;
import io.afterclick.learn.optimise.DenseOptimiser;
import io.afterclick.learn.optimise.DenseParameter;
import io.afterclick.learn.optimise.RowOptimiser;
import io.afterclick.learn.optimise.StandingRows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The cascaded predictor: a tower for conversion and one for refunds, on packed rows of the variant's embedding sets.
 * {@code p_net = p_v · (1 - p_r)}.
 */
public final class TeslaPredictor implements DenseLayers {

    private static final String CONVERSION = "cvr.";
    private static final String REFUND = "rfr.";

    private final RowOptimiser rowOptimiser;
    private final GatheredRows rows;
    private final StagedTower conversion;
    private final StagedTower refund;

    private TeslaPredictor(
            TowerWorkspace work,
            TeslaSettings settings,
            EmbeddingRows table,
            RowLayout layout,
            RowOptimiser rowOptimiser) {
        TeslaVariant variant = settings.variant();
        this.rowOptimiser = rowOptimiser;
        this.rows = new GatheredRows(table, layout, rowOptimiser);
        this.conversion = new StagedTower(
                CONVERSION,
                tower(work, settings, variant.conversionSets()),
                variant.conversionSets(),
                layout,
                rowOptimiser);
        this.refund = new StagedTower(
                REFUND, tower(work, settings, variant.refundSets()), variant.refundSets(), layout, rowOptimiser);
    }

    private static Tower tower(TowerWorkspace work, TeslaSettings settings, int[] sets) {
        return new Tower(work, settings.fields(), sets.length, settings.dimension(), 1);
    }

    /** @param table packed as {@link #layout} says for rows that are trained */
    public static TeslaPredictor trained(
            TowerWorkspace work, TeslaSettings settings, EmbeddingRows table, RowOptimiser rowOptimiser) {
        return new TeslaPredictor(work, settings, table, layout(settings, true), rowOptimiser);
    }

    /** @param table packed as {@link #layout} says for rows that are not trained */
    public static TeslaPredictor frozen(TowerWorkspace work, TeslaSettings settings, EmbeddingRows table) {
        return new TeslaPredictor(work, settings, table, layout(settings, false), StandingRows.INSTANCE);
    }

    /** How rows must be packed. */
    public static RowLayout layout(TeslaSettings settings, boolean trained) {
        return new RowLayout(settings.variant().sets(), settings.dimension(), trained);
    }

    @Override
    public List<DenseParameter> parameters() {
        List<DenseParameter> all = new ArrayList<>(conversion.parameters());
        all.addAll(refund.parameters());
        return all;
    }

    /** Shows the optimisers of the dense parameters by the prefix of these. */
    public void optimisers(BiConsumer<String, DenseOptimiser> visitor) {
        visitor.accept(CONVERSION, conversion.optimiser());
        visitor.accept(REFUND, refund.optimiser());
    }

    /** Draws initial dense parameters. */
    public void initialise(WeightInitialiser initialiser) {
        conversion.tower().initialise(initialiser, CONVERSION);
        refund.tower().initialise(initialiser, REFUND);
    }

    @Override
    public void pushParameters() {
        conversion.tower().pushParameters();
        refund.tower().pushParameters();
    }

    /** What moves its rows, and brings them up to the present. */
    public RowOptimiser rowOptimiser() {
        return rowOptimiser;
    }

    StagedTower conversion() {
        return conversion;
    }

    StagedTower refund() {
        return refund;
    }

    GatheredRows rows() {
        return rows;
    }

    /**
     * Scores samples in evaluation mode, each for itself: a sample's scores do not depend on the others.
     *
     * @param conversionLogits {@code [samples]}, written
     * @param refundLogits {@code [samples]}, written
     */
    public void score(BatchIndex index, float[] conversionLogits, float[] refundLogits) {
        float[][] batch = rows.gather(index);
        copy(conversion.score(index, batch), conversionLogits, index.samples());
        copy(refund.score(index, batch), refundLogits, index.samples());
    }

    private static void copy(float[][] logits, float[] to, int samples) {
        for (int i = 0; i < samples; i++) {
            to[i] = logits[i][0];
        }
    }
}
