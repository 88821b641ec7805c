package io.afterclick.learn.tesla;

import io.afterclick.learn.embedding.BatchIndex;
import io.afterclick.learn.embedding.EmbeddingRows;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.layer.ParameterVisitor;
import io.afterclick.learn.layer.Tower;
import io.afterclick.learn.layer.TowerWorkspace;

/**
 * The cascaded predictor: a tower for conversion and one for refunds, on packed rows of the variant's embedding sets.
 * {@code p_net = p_v · (1 - p_r)}.
 */
public final class TeslaPredictor {

    private final RowLayout layout;
    private final EmbeddingRows rows;
    private final StagedTower conversion;
    private final StagedTower refund;
    private float[][] gathered = new float[0][];

    /**
     * @param rows packed as {@link #layout} says
     * @param trained whether rows carry an optimiser's state
     */
    public TeslaPredictor(TowerWorkspace work, TeslaSettings settings, EmbeddingRows rows, boolean trained) {
        TeslaVariant variant = settings.variant();
        this.layout = layout(settings, trained);
        this.rows = rows;
        this.conversion = tower(work, settings, variant.conversionSets());
        this.refund = tower(work, settings, variant.refundSets());
    }

    /** How rows must be packed. */
    public static RowLayout layout(TeslaSettings settings, boolean trained) {
        return new RowLayout(settings.variant().sets(), settings.dimension(), trained);
    }

    private StagedTower tower(TowerWorkspace work, TeslaSettings settings, int[] sets) {
        Tower tower = new Tower(work, settings.fields(), sets.length * settings.dimension(), 1);
        return new StagedTower(tower, sets, layout);
    }

    /** Shows all dense parameters by name; {@link #pushParameters} after a change. */
    public void visit(ParameterVisitor visitor) {
        conversion.tower().visit("cvr.", visitor);
        refund.tower().visit("rfr.", visitor);
    }

    /** Makes changed parameters known to products. */
    public void pushParameters() {
        conversion.tower().pushParameters();
        refund.tower().pushParameters();
    }

    StagedTower conversion() {
        return conversion;
    }

    StagedTower refund() {
        return refund;
    }

    /** Gathers a batch's distinct rows. */
    float[][] gather(BatchIndex index) {
        if (gathered.length < index.distinct()) {
            gathered = new float[index.distinct() + index.distinct() / 4][layout.width()];
        }
        rows.gather(index, gathered);
        return gathered;
    }

    void scatter(BatchIndex index) {
        rows.scatter(index, gathered);
    }

    /**
     * Scores samples in evaluation mode.
     *
     * @param conversionLogits {@code [samples]}, written
     * @param refundLogits {@code [samples]}, written
     */
    public void score(BatchIndex index, float[] conversionLogits, float[] refundLogits) {
        float[][] batch = gather(index);
        copy(conversion.forward(index, batch, false), conversionLogits, index.samples());
        copy(refund.forward(index, batch, false), refundLogits, index.samples());
    }

    private static void copy(float[][] logits, float[] to, int samples) {
        for (int i = 0; i < samples; i++) {
            to[i] = logits[i][0];
        }
    }
}
