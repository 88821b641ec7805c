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
import java.util.List;

/**
 * The delay model of one stage: two logits, of the event falling within its observation window, and of a sample not seen
 * there being a true negative. Trained once on complete labels, then frozen.
 */
public final class DelayModel implements DenseLayers {

    /** Which delays a model is about. */
    public enum Of {
        /** From click to purchase. */
        CONVERSION("delay.conversion."),
        /** From purchase to refund. */
        REFUND("delay.refund.");

        private final String prefix;

        Of(String prefix) {
            this.prefix = prefix;
        }

        /** What the names of its parameters begin with. */
        public String prefix() {
            return prefix;
        }
    }

    private final Of of;
    private final GatheredRows rows;
    private final StagedTower tower;

    private DelayModel(
            Of of,
            TowerWorkspace work,
            TeslaSettings settings,
            EmbeddingRows table,
            RowLayout layout,
            RowOptimiser rowOptimiser) {
        this.of = of;
        this.rows = new GatheredRows(table, layout, rowOptimiser);
        this.tower = new StagedTower(
                of.prefix(),
                new Tower(work, settings.fields(), 1, settings.dimension(), 2),
                new int[] {0},
                layout,
                rowOptimiser);
    }

    /** @param table packed as {@link #layout} says for rows that are trained */
    public static DelayModel trained(
            Of of, TowerWorkspace work, TeslaSettings settings, EmbeddingRows table, RowOptimiser rowOptimiser) {
        return new DelayModel(of, work, settings, table, layout(settings, true), rowOptimiser);
    }

    /** @param table packed as {@link #layout} says for rows that are not trained */
    public static DelayModel frozen(Of of, TowerWorkspace work, TeslaSettings settings, EmbeddingRows table) {
        return new DelayModel(of, work, settings, table, layout(settings, false), StandingRows.INSTANCE);
    }

    /** How rows must be packed: one embedding set of the settings' dimension. */
    public static RowLayout layout(TeslaSettings settings, boolean trained) {
        return new RowLayout(1, settings.dimension(), trained);
    }

    @Override
    public List<DenseParameter> parameters() {
        return tower.parameters();
    }

    /** The optimiser of the dense parameters. */
    public DenseOptimiser optimiser() {
        return tower.optimiser();
    }

    /** Draws initial dense parameters. */
    public void initialise(WeightInitialiser initialiser) {
        tower.tower().initialise(initialiser, of.prefix());
    }

    @Override
    public void pushParameters() {
        tower.tower().pushParameters();
    }

    /** Logits {@code [samples, 2]} in evaluation mode: in the window, true negative. */
    float[][] logits(BatchIndex index) {
        return tower.forward(index, rows.gather(index), false);
    }

    Of of() {
        return of;
    }

    StagedTower tower() {
        return tower;
    }

    GatheredRows rows() {
        return rows;
    }
}
