package io.afterclick.model;

import io.afterclick.learn.EmbeddingTable;
import io.afterclick.learn.optimise.StepHistory;
import io.afterclick.snapshot.ParametersDigest;
import io.afterclick.snapshot.SnapshotException;
import io.afterclick.snapshot.SnapshotReader;
import io.afterclick.snapshot.TensorSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Step histories of a table whose rows are deferred: for every set {@code optimiser.<set>.history.ends}, {@code [runs]}, the last step
 * of each run of equal learning rates, and {@code .history.rates}, {@code [runs]}, the rates as the bits of doubles.
 */
record HistoryContents(EmbeddingTable table) implements BlockContents {

    private static final String ENDS = ".history.ends";
    private static final String RATES = ".history.rates";

    private String name(int set) {
        return name(table.sets(), set);
    }

    private static String name(List<String> sets, int set) {
        return MomentContents.PREFIX + sets.get(set);
    }

    @Override
    public List<TensorSpec> expected() {
        List<TensorSpec> specs = new ArrayList<>();
        for (int set = 0; set < histories().size(); set++) {
            specs.add(TensorSpec.longs(name(set) + ENDS, TensorSpec.ANY));
            specs.add(TensorSpec.longs(name(set) + RATES, TensorSpec.ANY));
        }
        return specs;
    }

    private List<StepHistory> histories() {
        return table.optimiser().histories();
    }

    @Override
    public void digest(ParametersDigest digest) {
        digest(table.sets(), histories(), digest);
    }

    static void digest(List<String> sets, List<StepHistory> histories, ParametersDigest digest) {
        for (int set = 0; set < histories.size(); set++) {
            digest.addBlock(name(sets, set) + ENDS, ends(histories.get(set)));
            digest.addBlock(name(sets, set) + RATES, rates(histories.get(set)));
        }
    }

    @Override
    public void plan(TensorPlan plan) {
        for (int set = 0; set < histories().size(); set++) {
            plan.longs(name(set) + ENDS, ends(histories().get(set)));
            plan.longs(name(set) + RATES, rates(histories().get(set)));
        }
    }

    private static long[] ends(StepHistory history) {
        long[] ends = new long[history.runs()];
        for (int run = 0; run < ends.length; run++) {
            ends[run] = history.runEnd(run);
        }
        return ends;
    }

    private static long[] rates(StepHistory history) {
        long[] rates = new long[history.runs()];
        for (int run = 0; run < rates.length; run++) {
            rates[run] = Double.doubleToLongBits(history.runRate(run));
        }
        return rates;
    }

    @Override
    public void load(SnapshotReader folder) throws IOException {
        for (int set = 0; set < histories().size(); set++) {
            long[] ends = longs(folder, name(set) + ENDS);
            long[] rates = longs(folder, name(set) + RATES);
            if (ends.length != rates.length) {
                throw new SnapshotException("tensor " + name(set) + RATES + ": expected " + ends.length
                        + " rates as in " + name(set) + ENDS + ", found " + rates.length + " in " + folder.location());
            }
            StepHistory history = histories().get(set);
            for (int run = 0; run < ends.length; run++) {
                while (history.steps() < ends[run]) {
                    history.add(Double.longBitsToDouble(rates[run]));
                }
            }
        }
    }

    private static long[] longs(SnapshotReader folder, String name) throws IOException {
        long[] values = new long[Math.toIntExact(folder.spec(name).elements())];
        folder.read(name, 0, values, 0, values.length);
        return values;
    }
}
