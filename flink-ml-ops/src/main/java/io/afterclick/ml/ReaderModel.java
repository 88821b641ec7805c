package io.afterclick.ml;

import io.afterclick.learn.Quantity;
import java.io.IOException;
import java.util.List;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** Adds to clicks the expected value of their purchases. */
public final class ReaderModel extends ScoringModel<ReaderModel> implements ReaderModelParams<ReaderModel> {

    private static final long serialVersionUID = 1;

    @Override
    List<ScoreColumn> scoreColumns() {
        return List.of(new ScoreColumn(Quantity.GMV, getGmvCol(), GMV_COL.name));
    }

    @Override
    ModelScorer.Kind kind() {
        return ReaderFolder::read;
    }

    /** Loads what {@link #save} left. */
    public static ReaderModel load(StreamTableEnvironment environment, String path) throws IOException {
        return load(ReaderModel.class, environment, path);
    }
}
