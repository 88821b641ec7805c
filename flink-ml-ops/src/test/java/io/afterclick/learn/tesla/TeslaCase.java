package io.afterclick.learn.tesla;

import io.afterclick.journey.Trajectory;
import io.afterclick.learn.Bits;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.DenseParameter;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.optimise.RowTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A small TESLA with drawn weights, about to go online. */
final class TeslaCase {

    static final int FIELDS = 5;
    static final int ROWS = 12;
    static final int CAPACITY = 64;
    static final TeslaSettings SETTINGS = TeslaSettings.of(FIELDS).withDimension(4);

    final TeslaNetworks frozen;
    final RowTable table;
    final TeslaPredictor predictor;
    final TeslaLearner learner;

    TeslaCase(MatrixEngine engine, TeslaSettings settings, RowMode mode) {
        frozen = TeslaNetworks.begin(engine, settings, 1, 1, mode).frozen();
        table = frozen.table().continued(mode);
        predictor = TeslaPredictor.trained(frozen.work(), settings, table.rows(), table.optimiser());
        TeslaNetworks.copy(frozen.predictor().parameters(), predictor.parameters());
        predictor.pushParameters();
        learner = new TeslaLearner(
                settings,
                predictor,
                frozen.predictor(),
                frozen.delays(DelayModel.Of.CONVERSION),
                frozen.delays(DelayModel.Of.REFUND),
                CAPACITY);
    }

    /** A batch of drawn samples of which some belong to each stage. */
    static TeslaBatch batch(long seed, int samples) {
        Random random = new Random(seed);
        TeslaBatch batch = new TeslaBatch(FIELDS, CAPACITY);
        for (int i = 0; i < samples; i++) {
            add(batch, random.nextInt(3) == 0, random.nextBoolean(), 50 * random.nextDouble(), random);
        }
        return batch;
    }

    static void add(TeslaBatch batch, boolean refundStage, boolean positive, double hours, Random random) {
        long[] keys = batch.add(refundStage, positive, hours);
        for (int f = 0; f < FIELDS; f++) {
            keys[f] = random.nextInt(ROWS);
        }
    }

    /** Clicks with every way to end. */
    static CompleteBatch settled(long seed, int clicks) {
        Random random = new Random(seed);
        CompleteBatch batch = new CompleteBatch(FIELDS, CAPACITY);
        for (int i = 0; i < clicks; i++) {
            long[] keys = batch.add(Trajectory.values()[i % Trajectory.values().length]);
            for (int f = 0; f < FIELDS; f++) {
                keys[f] = random.nextInt(ROWS);
            }
        }
        return batch;
    }

    /** Draws of a batch. */
    static CounterSampler sampler(long batch) {
        CounterSampler sampler = new CounterSampler(1);
        sampler.begin(0, batch);
        return sampler;
    }

    int[][] bits() {
        return bits(table, predictor.parameters(), predictor.conversion(), predictor.refund());
    }

    /** All bits of what training moves: parameters, running statistics, moments, rows, and counts of steps. */
    static int[][] bits(RowTable table, List<DenseParameter> parameters, StagedTower... towers) {
        List<float[]> bits = new ArrayList<>();
        bits.add(new float[] {table.rows().size()});
        for (var history : table.histories()) {
            bits.add(new float[] {history.steps(), history.runs()});
        }
        for (DenseParameter parameter : parameters) {
            bits.add(parameter.values());
        }
        for (StagedTower tower : towers) {
            bits.add(new float[] {tower.optimiser().steps()});
            tower.optimiser().moments((parameter, first, second) -> bits.addAll(List.of(first, second)));
        }
        for (int f = 0; f < FIELDS; f++) {
            for (int key = 0; key < ROWS; key++) {
                float[] row = new float[table.rows().layout().width()];
                table.rows().read(f, key, row);
                bits.add(row);
            }
        }
        return Bits.of(bits);
    }
}
