package io.afterclick.learn.tesla;

import io.afterclick.learn.embedding.BatchIndex;
import io.afterclick.learn.embedding.EmbeddingRows;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.layer.ParameterVisitor;
import io.afterclick.learn.layer.Tower;
import io.afterclick.learn.layer.TowerWorkspace;

/**
 * The delay model of one stage: two logits, of the event falling within its observation window, and of a sample not seen
 * there being a true negative. Trained once on complete labels, then frozen.
 */
public final class DelayModel {

    private final EmbeddingRows rows;
    private final StagedTower tower;
    private final RowLayout layout;
    private float[][] gathered = new float[0][];

    /**
     * @param rows one embedding set of the settings' dimension
     * @param trained whether rows carry an optimiser's state
     */
    public DelayModel(TowerWorkspace work, TeslaSettings settings, EmbeddingRows rows, boolean trained) {
        this.layout = layout(settings, trained);
        this.rows = rows;
        this.tower =
                new StagedTower(new Tower(work, settings.fields(), settings.dimension(), 2), new int[] {0}, layout);
    }

    /** How rows must be packed. */
    public static RowLayout layout(TeslaSettings settings, boolean trained) {
        return new RowLayout(1, settings.dimension(), trained);
    }

    /** Shows all dense parameters by name; {@link #pushParameters} after a change. */
    public void visit(String prefix, ParameterVisitor visitor) {
        tower.tower().visit(prefix, visitor);
    }

    /** Makes changed parameters known to products. */
    public void pushParameters() {
        tower.tower().pushParameters();
    }

    /** Logits {@code [samples, 2]} in evaluation mode: in the window, true negative. */
    float[][] logits(BatchIndex index) {
        return tower.forward(index, gather(index), false);
    }

    StagedTower tower() {
        return tower;
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
}
