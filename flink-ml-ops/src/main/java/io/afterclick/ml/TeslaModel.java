package io.afterclick.ml;

import io.afterclick.learn.Quantity;
import java.io.IOException;
import java.util.List;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** Adds to clicks the probabilities of a purchase, of its refund, and of a purchase that is kept. */
public final class TeslaModel extends ScoringModel<TeslaModel> implements TeslaModelParams<TeslaModel> {

    private static final long serialVersionUID = 1;

    @Override
    List<ScoreColumn> scoreColumns() {
        return List.of(
                new ScoreColumn(Quantity.CVR, getCvrCol(), CVR_COL.name),
                new ScoreColumn(Quantity.RFR, getRfrCol(), RFR_COL.name),
                new ScoreColumn(Quantity.NETCVR, getNetCvrCol(), NETCVR_COL.name));
    }

    @Override
    ModelScorer.Kind kind() {
        return TeslaFolder::read;
    }

    /** Loads what {@link #save} left. */
    public static TeslaModel load(StreamTableEnvironment environment, String path) throws IOException {
        return load(TeslaModel.class, environment, path);
    }
}
